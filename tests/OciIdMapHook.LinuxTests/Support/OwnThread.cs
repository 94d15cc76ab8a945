using System.Runtime.ExceptionServices;

namespace OciIdMapHook.LinuxTests.Support;

/// <summary>Runs thread-bound work and hands its failure on.</summary>
internal static class OwnThread
{
    internal static void Run(Action work) => RunMany(1, _ => work());

    internal static void RunMany(int count, Action<int> work)
    {
        var failures = new ExceptionDispatchInfo?[count];
        var threads = Enumerable.Range(0, count).Select(number => new Thread(() =>
        {
            try
            {
                work(number);
            }
#pragma warning disable CA1031 // Thrown again below.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                failures[number] = ExceptionDispatchInfo.Capture(exception);
            }
        })).ToArray();

        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();
        foreach (var failure in failures)
            failure?.Throw();
    }
}
