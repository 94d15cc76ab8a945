using System.Globalization;

namespace OciIdMapHook.EndToEndTests.StandIn;

/// <summary>What an init may be doing meanwhile: blocked in a system call, with a timeout or without, or computing.</summary>
internal static class Waits
{
    public static readonly object[][] All =
    [
        ["read", 0], ["futex", 0], ["poll", 0], ["epoll", 0], ["spin", 0],
        .. WithTimeout.Select(wait => new object[] { wait, 400 }),
    ];

    /// <summary>The calls that the kernel restarts with the time that is left; epoll_wait fails with EINTR instead.</summary>
    public static IEnumerable<string> WithTimeout => ["futex", "poll", "nanosleep"];

    public static string[] Options(string wait, int milliseconds) =>
        ["--wait", wait, "--wait-ms", milliseconds.ToString(CultureInfo.InvariantCulture)];
}
