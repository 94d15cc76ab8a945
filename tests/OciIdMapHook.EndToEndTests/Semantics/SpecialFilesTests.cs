using System.Net.Sockets;
using OciIdMapHook.EndToEndTests.Observations;
using OciIdMapHook.EndToEndTests.Runtimes;

namespace OciIdMapHook.EndToEndTests.Semantics;

/// <summary>Files of every kind, seen through the map.</summary>
public sealed class SpecialFilesTests : SemanticsScenario
{
    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.OneOfEach))]
    public async Task Fifos_sockets_and_device_nodes_keep_their_kind_and_owner(RuntimeUnderTest runtime)
    {
        var container = await PreparedAsync("""
            mkfifo -m 640 fifo; chown 33:34 fifo
            mknod -m 600 null c 1 3; chown 0:34 null
            mknod -m 660 block b 7 0
            """);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(Path.Combine(container.Rootfs, "files/socket")));
        await HostCommand.ReadAsync("chown", "35:36", Path.Combine(container.Rootfs, "files/socket"));

        var lines = await ReadAsync(runtime, container, "cd /files; stat -c '%n %F %u:%g %a %t:%T' block fifo null socket");

        Assert.That(lines.Select(line => line.Replace("755", "…", StringComparison.Ordinal)), Is.EqualTo(
        [
            "block block special file 0:0 660 7:0",
            "fifo fifo 33:34 640 0:0",
            "null character special file 0:34 600 1:3",
            "socket socket 35:36 … 0:0",
        ]));
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.OneOfEach))]
    public async Task A_fifo_and_a_socket_can_be_made_and_used_inside(RuntimeUnderTest runtime)
    {
        var container = await PreparedAsync("true");

        var lines = await ReadAsync(
            runtime, container, "cd /files; mkfifo made; (echo through >made) & cat made; stat -c %u:%g made");

        Assert.That(lines, Is.EqualTo(["through", "0:0"]));
        Assert.That(await FileOwner.OnDiskAsync(container.Rootfs, "files/made"), Is.EqualTo("0:0"));
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.OneOfEach))]
    public async Task Hard_links_are_one_file_with_one_owner(RuntimeUnderTest runtime)
    {
        var container = await PreparedAsync("echo x >first; ln first second; chown 33:34 second");

        var lines = await ReadAsync(
            runtime,
            container,
            """
            cd /files; ln first third; chown 40:41 third
            stat -c '%h %u:%g' first second third; stat -c %i first second third
            """);

        Assert.That(lines.Take(3), Is.All.EqualTo("3 40:41"));
        Assert.That(lines.Skip(3).Distinct().ToArray(), Has.Length.EqualTo(1));
        Assert.That(await FileOwner.OnDiskAsync(container.Rootfs, "files/first"), Is.EqualTo("40:41"));
    }
}
