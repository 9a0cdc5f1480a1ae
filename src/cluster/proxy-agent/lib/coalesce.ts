/**
 * Makes a function that starts a task, or, while it runs, has it run once more afterwards: however often it is
 * called, the task never runs twice at a time, and always once after the last call.
 */
export function coalesce(task: () => Promise<void>, failed: (error: unknown) => void): () => void {
  let running = false;
  let again = false;
  const run = async (): Promise<void> => {
    running = true;
    do {
      again = false;
      try {
        await task();
      } catch (error) {
        failed(error);
      }
    } while (again);
    running = false;
  };
  return () => {
    again = true;
    if (!running) void run();
  };
}
