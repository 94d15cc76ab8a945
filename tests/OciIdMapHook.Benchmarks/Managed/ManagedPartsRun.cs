using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using OciIdMapHook.Benchmarks.Host;
using Perfolizer.Horology;

namespace OciIdMapHook.Benchmarks.Managed;

/// <summary>
/// Has BenchmarkDotNet measure <see cref="ManagedParts"/>, in this process: a project of its own would only cost a build.
/// </summary>
internal static class ManagedPartsRun
{
    /// <returns>BenchmarkDotNet's own table.</returns>
    public static string Run(string artifacts)
    {
        var log = Path.Combine(artifacts, "benchmarkdotnet.log");
        using var logger = new StreamLogger(log);
        var summary = BenchmarkRunner.Run<ManagedParts>(ManualConfig.CreateEmpty()
            .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance)
                .WithWarmupCount(3).WithIterationCount(10).WithIterationTime(TimeInterval.FromMilliseconds(100)))
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .HideColumns("Job", "Toolchain", "IterationCount", "IterationTime", "WarmupCount")
            .AddLogger(logger)
            .WithArtifactsPath(Path.Combine(artifacts, "BenchmarkDotNet")));
        return summary.Reports.All(report => report.Success) && !summary.Reports.IsEmpty
            ? Table(summary)
            : throw new BenchmarkException($"BenchmarkDotNet failed; see {log}");
    }

    private static string Table(Summary summary)
    {
        var table = new AccumulationLogger();
        MarkdownExporter.GitHub.ExportToLog(summary, table);
        // Above the table is the machine, which the report says once.
        var lines = table.GetLog().Split('\n').Select(line => line.TrimEnd());
        return string.Join('\n', lines.Where(line => line.StartsWith('|')));
    }
}
