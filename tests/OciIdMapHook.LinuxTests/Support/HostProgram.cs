using System.Globalization;
using CliWrap;
using CliWrap.Buffered;

namespace OciIdMapHook.LinuxTests.Support;

/// <summary>Runs programs of the host and waits for them: in the calling thread's namespaces, which starts them.</summary>
internal static class HostProgram
{
    internal static BufferedCommandResult Run(string program, params IEnumerable<object> arguments) =>
        RunOn("", program, arguments);

    /// <summary>Runs a program that finds a text on its standard input, and then its end.</summary>
    internal static BufferedCommandResult RunOn(string input, string program, params IEnumerable<object> arguments) =>
        Cli.Wrap(program)
            .WithArguments(arguments.Select(argument => Convert.ToString(argument, CultureInfo.InvariantCulture)!))
            .WithStandardInputPipe(PipeSource.FromString(input))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync().Task.GetAwaiter().GetResult();

    /// <summary>What a program printed that must succeed.</summary>
    internal static string Read(string program, params IEnumerable<object> arguments)
    {
        var result = Run(program, arguments);
        return result.IsSuccess
            ? result.StandardOutput
            : throw new InvalidOperationException($"{program}: {result.StandardError}");
    }
}
