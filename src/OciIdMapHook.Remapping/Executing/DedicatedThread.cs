using System.Runtime.ExceptionServices;

namespace OciIdMapHook.Remapping;

/// <summary>
/// Runs work that changes its thread for good (unshare, setfsuid) on an operating system thread of its own that ends with it.
/// </summary>
public static class DedicatedThread
{
    private const int StackSize = 512 * 1024;

    /// <exception cref="Exception">Whatever the work threw.</exception>
    public static void Run(Action work)
    {
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    work();
                }
#pragma warning disable CA1031 // It is thrown again on the calling thread.
                catch (Exception exception)
#pragma warning restore CA1031
                {
                    failure = ExceptionDispatchInfo.Capture(exception);
                }
            },
            StackSize);
        thread.Start();
        thread.Join();
        failure?.Throw();
    }
}
