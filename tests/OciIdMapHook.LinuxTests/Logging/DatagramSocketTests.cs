using System.Net.Sockets;
using OciIdMapHook.Linux;

namespace OciIdMapHook.LinuxTests.Logging;

public sealed class DatagramSocketTests
{
    private const int MaxPath = 107; // sun_path, less the zero at its end

    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("oci-idmap-log-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void A_datagram_arrives_whole_be_the_path_as_long_as_it_may()
    {
        var path = $"{folder}/".PadRight(MaxPath, 'x');
        using var daemon = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        daemon.Bind(new UnixDomainSocketEndPoint(path));

        using var socket = DatagramSocket.Connect(path);

        Assert.That(socket!.Send("<27>one line"u8), Is.True);
        var received = new byte[100];
        Assert.That(received[..daemon.Receive(received)], Is.EqualTo("<27>one line"u8.ToArray()));
    }

    [Test]
    public void Nobody_listens_where_there_is_no_socket() => Assert.That(DatagramSocket.Connect($"{folder}/none"), Is.Null);
}
