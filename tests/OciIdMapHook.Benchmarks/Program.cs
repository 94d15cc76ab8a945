using OciIdMapHook.Benchmarks;
using OciIdMapHook.Benchmarks.Host;
using OciIdMapHook.Benchmarks.Scenarios;

const int Failed = 1;
const int BadUsage = 2;

if (args is [DescriptorRounds.Verb, var rounds, var atOnce])
    return DescriptorRounds.Print(rounds, atOnce);

if (Arguments.Parse(args) is not { } arguments)
{
    await Console.Error.WriteLineAsync("Usage: OciIdMapHook.Benchmarks WORK-FOLDER OUTPUT-FOLDER [--check] [--update-figures]");
    return BadUsage;
}

try
{
    return await BenchmarkRun.RunAsync(arguments);
}
catch (Exception failure) when (failure is BenchmarkException or CommandException)
{
    await Console.Error.WriteLineAsync(failure.Message);
    return Failed;
}
