import { pino, type DestinationStream, type Logger, type LoggerOptions } from 'pino';
import { scrubbed } from './log-scrub.ts';

/** JSON lines on stdout, written before the call returns, so that the last words of a dying process are seen. No worker threads. */
export function createLog(level: LoggerOptions['level'] = 'info', destination: DestinationStream = stdout()): Logger {
  return pino(
    {
      level,
      base: null,
      messageKey: 'msg',
      errorKey: 'err',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      // Every line passes here: fields at any depth, bindings of children, errors and the sentence itself.
      hooks: { streamWrite: scrubbed },
    },
    destination,
  );
}

function stdout(): DestinationStream {
  return pino.destination({ dest: 1, sync: true });
}
