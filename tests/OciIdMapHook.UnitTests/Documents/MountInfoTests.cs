using System.Text;
using OciIdMapHook.Documents;

namespace OciIdMapHook.UnitTests.Documents;

public sealed class MountInfoTests
{
    [Test]
    public void Every_field_of_the_manual_s_line_is_read() =>
        Assert.That(
            Parse("36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 shared:7 - ext3 /dev/root rw,errors=continue\n"),
            Is.EqualTo(new MountEntry
            {
                Id = 36,
                ParentId = 35,
                Device = "98:0",
                Root = "/mnt1",
                MountPoint = "/mnt2",
                Options = "rw,noatime",
                OptionalFields = "master:1 shared:7",
                FileSystemType = "ext3",
                Source = "/dev/root",
                SuperOptions = "rw,errors=continue",
                EscapedSuperOptions = "rw,errors=continue",
            }));

    [TestCase("1 0 8:1 / / rw - ext4 /dev/sda rw", "")]
    [TestCase("1 0 8:1 / / rw shared:1 - ext4 /dev/sda rw", "shared:1")]
    [TestCase("1 0 8:1 / / rw shared:1 master:2 propagate_from:3 unbindable - ext4 /dev/sda rw",
        "shared:1 master:2 propagate_from:3 unbindable")]
    public void Any_number_of_optional_fields_is_read(string line, string optional)
    {
        var entry = Parse(line);

        Assert.Multiple(() =>
        {
            Assert.That(entry.OptionalFields, Is.EqualTo(optional));
            Assert.That(entry.FileSystemType, Is.EqualTo("ext4"));
        });
    }

    [Test]
    public void An_empty_source_is_read()
    {
        var entry = Parse("1 0 0:5 / /x rw - tmpfs  rw,size=4k");

        Assert.Multiple(() =>
        {
            Assert.That(entry.Source, Is.Empty);
            Assert.That(entry.SuperOptions, Is.EqualTo("rw,size=4k"));
        });
    }

    [TestCase(@"/a\040b\011c\012d\134e", "/a b\tc\nd\\e")]
    [TestCase(@"/\303\251", "/é")]
    [TestCase(@"/\04", @"/\04")]
    [TestCase(@"/\400\08a", @"/\400\08a")]
    [TestCase(@"/gone//deleted", "/gone//deleted")]
    public void Paths_are_unescaped(string escaped, string path) =>
        Assert.That(Parse($"1 0 8:1 / {escaped} rw - ext4 /dev/sda rw").MountPoint, Is.EqualTo(path));

    [TestCase("rw,idmapped", true)]
    [TestCase("ro,nosuid,idmapped,relatime", true)]
    [TestCase("rw", false)]
    [TestCase("rw,notidmapped,idmappedx", false)]
    public void Idmapped_is_a_token_of_the_mount_s_own_options(string options, bool isIdmapped) =>
        Assert.That(Parse($"1 0 8:1 / / {options} - ext4 idmapped rw,idmapped").IsIdmapped, Is.EqualTo(isIdmapped));

    [TestCase("1 0 8:1 / /a\xff rw - ext4 s rw", true)]
    [TestCase(@"1 0 8:1 / /a\377 rw - ext4 s rw", true)]
    [TestCase("1 0 8:1 /a\xff / rw - ext4 s rw", true)]
    [TestCase("1 0 8:1 / / rw - ext4 \xff rw", false)]
    public void A_path_that_is_no_UTF_8_is_flagged(string line, bool isFlagged) =>
        Assert.That(MountInfo.Parse(Encoding.Latin1.GetBytes(line))[0].HasUndecodablePath, Is.EqualTo(isFlagged));

    [TestCase("x 0 8:1 / / rw - ext4 s rw")]
    [TestCase("-1 0 8:1 / / rw - ext4 s rw")]
    [TestCase("1 99999999999 8:1 / / rw - ext4 s rw")]
    [TestCase("1 0 8:1 / / rw ext4 s rw")]
    [TestCase("1 0 8:1 / / rw -")]
    [TestCase("1 0 8:1 / / rw - ext4")]
    [TestCase("1 0 8:1 /  rw - ext4 s rw")]
    [TestCase("1")]
    public void A_malformed_line_is_refused_and_shown(string line) =>
        Assert.That(
            Assert.Throws<DocumentException>(() => Parse("1 0 8:1 / / rw - ext4 s rw\n" + line))!.Message,
            Is.EqualTo($"the mount table's line 2 is not in the format of mountinfo: {line}"));

    [Test]
    public void An_empty_table_has_no_mounts() => Assert.That(MountInfo.Parse([]), Is.Empty);

    private static MountEntry Parse(string text) => MountInfo.Parse(Encoding.UTF8.GetBytes(text))[0];
}
