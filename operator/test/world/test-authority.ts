/** A certificate authority that nobody has the key of: members in memory are recognised by it as text. */
export const testAuthority = `-----BEGIN CERTIFICATE-----
MIIBejCCASGgAwIBAgIUc/gFTa30c9ThqZw80QuLa0rMkewwCgYIKoZIzj0EAwIw
EjEQMA4GA1UEAwwHbWVtYmVyczAgFw0yNjExMjEwNDMxMzZaGA8yMTI2MTAyODA0
MzEzNlowEjEQMA4GA1UEAwwHbWVtYmVyczBZMBMGByqGSM49AgEGCCqGSM49AwEH
A0IABJCmhks3siZtgHJq1XsrJiIgN0WDIhfMyBv0+kUcAIA5tJmRmugkOH35LRV7
C/ltkebbhjxvyQ3RcvVcjslvtdyjUzBRMB0GA1UdDgQWBBQF3692RKUtdwTMyjVK
aTQn/PW3wDAfBgNVHSMEGDAWgBQF3692RKUtdwTMyjVKaTQn/PW3wDAPBgNVHRMB
Af8EBTADAQH/MAoGCCqGSM49BAMCA0cAMEQCICUuNbXgqnXbdDo1DmuJ+exi3tCH
L5/i6AX63oLaaGT8AiASUpqgoTOTf4w6ou8jq1QqRKy36p6F+hvaK2ghQS64rg==
-----END CERTIFICATE-----
`;
