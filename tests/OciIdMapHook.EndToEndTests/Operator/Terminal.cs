using System.Globalization;

namespace OciIdMapHook.EndToEndTests.Operator;

/// <summary>A real terminal: tmux, on a server of its own, whose screen can be read with and without its colours.</summary>
internal sealed class Terminal : IAsyncDisposable
{
    private const string Ended = "ended with exit code ";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // The server leaves its socket behind.
    private readonly string socket = Path.Combine(Path.GetTempPath(), $"oci-idmap-terminal-{Guid.NewGuid().ToString("N")[..12]}");
    private readonly int columns;
    private readonly int lines;

    internal Terminal(int columns, int lines = 60)
    {
        this.columns = columns;
        this.lines = lines;
    }

    /// <summary>Runs a command to its end.</summary>
    /// <returns>What is on the screen then, without the line that says so.</returns>
    internal async Task<TerminalScreen> RunAsync(string executable, params IEnumerable<string> arguments)
    {
        var words = string.Join(' ', new[] { executable }.Concat(arguments).Select(Quote));
        await TmuxAsync(
            "new-session", "-d", "-x", Number(columns), "-y", Number(lines), "-e", "TERM=xterm-256color",
            $"{words}; echo {Ended}$?; exec sleep infinity");
        var deadline = DateTime.UtcNow + Patience;
        while (true)
        {
            var text = await TmuxAsync("capture-pane", "-p");
            if (text.Contains(Ended, StringComparison.Ordinal))
                return Read(text, await TmuxAsync("capture-pane", "-p", "-e"));
            Assert.That(DateTime.UtcNow, Is.LessThan(deadline), () => $"{words} has not ended; the screen shows\n{text}");
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }

    /// <summary>Starts a program that goes on, such as a shell.</summary>
    internal async Task StartAsync(params IEnumerable<string> command) =>
        await TmuxAsync(
            "new-session", "-d", "-x", Number(columns), "-y", Number(lines), "-e", "TERM=xterm-256color",
            string.Join(' ', command.Select(Quote)));

    /// <summary>Presses the keys of a text.</summary>
    internal async Task TypeAsync(string text) => await TmuxAsync("send-keys", "-l", text);

    /// <summary>Waits until the screen shows a text.</summary>
    internal async Task WaitForAsync(string expected)
    {
        var deadline = DateTime.UtcNow + Patience;
        for (var text = ""; !text.Contains(expected, StringComparison.Ordinal); text = await TmuxAsync("capture-pane", "-p"))
        {
            Assert.That(
                DateTime.UtcNow, Is.LessThan(deadline), () => $"The screen does not come to show {expected} but shows\n{text}");
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }

    /// <summary>Leaves a shell, and waits until it has ended: it may have files to write.</summary>
    internal async Task ExitAsync()
    {
        await TypeAsync("\u0015exit\n");
        var deadline = DateTime.UtcNow + Patience;
        while ((await HostCommand.RunAsync("tmux", "-S", socket, "has-session")).ExitCode == 0)
        {
            Assert.That(DateTime.UtcNow, Is.LessThan(deadline), "The shell does not end.");
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await HostCommand.RunAsync("tmux", "-S", socket, "kill-server");
        File.Delete(socket);
    }

    private static TerminalScreen Read(string text, string coloured)
    {
        var end = text.IndexOf(Ended, StringComparison.Ordinal);
        var code = int.Parse(text[(end + Ended.Length)..].Trim(), CultureInfo.InvariantCulture);
        return new TerminalScreen(text[..end], coloured[..coloured.IndexOf(Ended, StringComparison.Ordinal)], code);
    }

    private static string Quote(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private async Task<string> TmuxAsync(params IEnumerable<string> arguments)
    {
        var outcome = await HostCommand.RunAsync("tmux", ["-S", socket, "-f", "/dev/null", .. arguments]);
        return outcome.Succeeded().StandardOutput;
    }
}
