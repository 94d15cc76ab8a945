using System.Text;
using OciIdMapHook.Documents;

namespace OciIdMapHook.UnitTests.Documents;

public sealed class KernelTextTests
{
    [Test]
    public void An_id_map_padded_by_the_kernel_is_read() =>
        Assert.That(
            IdMapText.Parse("         0     100000      65536\n     65536 4294967294          1\n"u8),
            Is.EqualTo([new IdRange(0, 100_000, 65_536), new IdRange(65_536, 4_294_967_294, 1)]));

    [Test]
    public void The_initial_id_map_is_read() =>
        Assert.That(IdMapText.Parse("         0          0 4294967295\n"u8), Is.EqualTo([new IdRange(0, 0, uint.MaxValue)]));

    [Test]
    public void An_id_map_that_was_not_written_is_empty() => Assert.That(IdMapText.Parse([]), Is.Empty);

    [TestCase("0 1")]
    [TestCase("0 1 2 3")]
    [TestCase("0 -1 2")]
    [TestCase("0 1 4294967296")]
    [TestCase("0\t1 2")]
    public void A_malformed_id_map_is_refused_and_shown(string line) =>
        Assert.That(
            Assert.Throws<DocumentException>(() => IdMapText.Parse(Encoding.UTF8.GetBytes("0 0 1\n" + line)))!.Message,
            Is.EqualTo($"the id map's line 2 is not three ids: {Printable.Text(line)}"));

    [Test]
    public void Fdinfo_gives_octal_flags_and_the_mount() =>
        Assert.That(
            FdInfo.Parse("pos:\t0\nflags:\t012200000\nmnt_id:\t60\nino:\t986202\n"u8),
            Is.EqualTo(new FdInfo(0x29_0000, 60)));

    [TestCase("pos:\t0\nmnt_id:\t60\n")]
    [TestCase("flags:\t09\nmnt_id:\t60\n")]
    [TestCase("flags:\t777777777777\nmnt_id:\t60\n")]
    public void Fdinfo_without_flags_is_refused(string text) =>
        Assert.That(
            Assert.Throws<DocumentException>(() => FdInfo.Parse(Encoding.UTF8.GetBytes(text)))!.Message,
            Is.EqualTo($"the descriptor's fdinfo has no flags in octal: {Printable.Text(text)}"));

    [TestCase("flags:\t02\n")]
    [TestCase("flags:\t02\nmnt_id:\t-1\n")]
    public void Fdinfo_without_a_mount_id_is_refused(string text) =>
        Assert.That(
            Assert.Throws<DocumentException>(() => FdInfo.Parse(Encoding.UTF8.GetBytes(text)))!.Message,
            Is.EqualTo($"the descriptor's fdinfo has no mnt_id: {Printable.Text(text)}"));

    [TestCase("plain é 🦊", "plain é 🦊")]
    [TestCase("a\nb\u2028\u0000", "a\\u000ab\\u2028\\u0000")]
    public void Printable_text_is_one_line(string text, string expected) =>
        Assert.That(Printable.Text(text), Is.EqualTo(expected));

    [Test]
    public void Half_a_surrogate_pair_is_printable() => Assert.That(Printable.Text("\ud83d!\n"), Is.EqualTo("\\ud83d!\\u000a"));
}
