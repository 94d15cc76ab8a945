using System.Diagnostics;
using System.Globalization;
using OciIdMapHook.Benchmarks.Measuring;
using OciIdMapHook.Linux;

namespace OciIdMapHook.Benchmarks.Scenarios;

/// <summary>
/// Makes descriptors of user namespaces round by round and prints the nanoseconds of each, as the programs in Go and C do. In a
/// process of its own like theirs: where processes have been started, .NET looks after its children at every SIGCHLD, and the
/// stop of a held child is one. The hook is no such process.
/// </summary>
/// <remarks>
/// Not compiled by NativeAOT: nearly all of the time is the kernel's, and the code around its calls is optimised before it first
/// runs here as well (TieredCompilation is off).
/// </remarks>
internal static class DescriptorRounds
{
    public const string Verb = "descriptors";

    private const string Map = "0 100000 65536\n";
    private const int WarmUps = 20;

    public static void Make() => UserNamespace.Create(Map, Map).Dispose();

    /// <param name="rounds">How many count.</param>
    /// <param name="atOnce">How many descriptors a round makes at the same time.</param>
    public static int Print(string rounds, string atOnce)
    {
        var together = int.Parse(atOnce, CultureInfo.InvariantCulture);
        using var gang = new Gang(together, Make);
        var times = new double[int.Parse(rounds, CultureInfo.InvariantCulture)];
        for (var round = -WarmUps; round < times.Length; round++)
        {
            var time = together == 1 ? TimeOfOne() : gang.RunTogether();
            if (round >= 0)
                times[round] = time;
        }

        foreach (var time in times)
            Console.WriteLine(time.ToString("0", CultureInfo.InvariantCulture));
        return 0;
    }

    private static double TimeOfOne()
    {
        var start = Stopwatch.GetTimestamp();
        Make();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds;
    }
}
