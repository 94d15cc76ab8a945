using OciIdMapHook.Documents;
using OciIdMapHook.Operations;

namespace OciIdMapHook.UnitTests.Operations.Mount;

public sealed class IdMapArgumentTests
{
    [Test]
    public void Ranges_are_container_host_and_size()
    {
        Assert.That(IdMapArgument.TryParse("0:100000:65536,70000:7:1", "uid", out var map, out _), Is.True);

        Assert.That(map!.Ranges, Is.EqualTo([new IdRange(0, 100000, 65536), new IdRange(70000, 7, 1)]));
    }

    [TestCase("0:1", "\"0:1\" in the gid map is not container:host:size, three numbers such as 0:100000:65536")]
    [TestCase("0:1:2:3", "\"0:1:2:3\" in the gid map is not container:host:size, three numbers such as 0:100000:65536")]
    [TestCase("0:1:1,x", "\"x\" in the gid map is not container:host:size, three numbers such as 0:100000:65536")]
    [TestCase("0:\u0007:1", "\"0:\\u0007:1\" in the gid map is not container:host:size, three numbers such as 0:100000:65536")]
    [TestCase("0:0x10:1", "\"0:0x10:1\" in the gid map is not container:host:size, three numbers such as 0:100000:65536")]
    [TestCase("", "the gid map is empty")]
    [TestCase("0:1:0", "the gid mapping 0:1:0 (container id:host id:size) has size 0")]
    [TestCase("-1:1:1", "the gid mapping -1:1:1 (container id:host id:size) has a negative number")]
    [TestCase(
        "0:99999999999:1",
        "the gid mapping 0:99999999999:1 (container id:host id:size) goes past 4294967294, the last id there is")]
    public void What_is_no_map_is_told(string text, string reason)
    {
        Assert.That(IdMapArgument.TryParse(text, "gid", out _, out var told), Is.False);
        Assert.That(told, Is.EqualTo(reason));
    }
}
