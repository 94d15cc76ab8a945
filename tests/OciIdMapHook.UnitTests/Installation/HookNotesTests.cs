using System.Buffers.Binary;
using System.Text;
using OciIdMapHook.Installation;

namespace OciIdMapHook.UnitTests.Installation;

/// <summary>The version of a hook, read from its executable, which may be anybody's file.</summary>
public sealed class HookNotesTests
{
    [Test]
    public void Tell_the_version() =>
        Assert.That(HookNote.Version(Executable(Note("oci-idmap-hook", "1.2.3"))), Is.EqualTo("1.2.3"));

    [Test]
    public void Are_found_among_others() => Assert.That(
        HookNote.Version(Executable([.. Note("GNU", "a build's id"), .. Note("oci-idmap-hook", "1.2.3"), .. Note("GNU", "x")])),
        Is.EqualTo("1.2.3"));

    [TestCase("another", "1.2.3", 1u)]
    [TestCase("oci-idmap-hook", "1.2.3", 2u)]
    [TestCase("oci-idmap-hook", "not a version", 1u)]
    [TestCase("oci-idmap-hook", "", 1u)]
    public void Of_others_are_no_versions(string owner, string text, uint type) =>
        Assert.That(HookNote.Version(Executable(Note(owner, text, type))), Is.Null);

    [Test]
    public void Of_nothing_are_none() => Assert.That(HookNote.Version([]), Is.Null);

    [Test]
    public void That_are_cut_off_anywhere_are_none()
    {
        var whole = Executable(Note("oci-idmap-hook", "1.2.3"));

        for (var length = 0; length < whole.Length - 3; length++)
            Assert.That(HookNote.Version(whole.AsSpan(0, length)), Is.Null, $"{length} bytes");
    }

    [Test]
    public void With_any_number_in_them_do_no_harm()
    {
        var whole = Executable(Note("oci-idmap-hook", "1.2.3"));
        foreach (var value in new byte[] { 0x00, 0x01, 0x7F, 0x80, 0xFF })
        {
            for (var place = 0; place < whole.Length; place++)
            {
                var changed = whole.ToArray();
                changed.AsSpan(place, Math.Min(8, changed.Length - place)).Fill(value);
                Assert.That(() => HookNote.Version(changed), Throws.Nothing, $"{value} at {place}");
            }
        }
    }

    private static byte[] Note(string owner, string text, uint type = 1)
    {
        var (name, description) = (Encoding.ASCII.GetBytes(owner + '\0'), Encoding.ASCII.GetBytes(text));
        return [
            .. Number(name.Length), .. Number(description.Length), .. Number((int)type), .. Padded(name), .. Padded(description)];
    }

    private static byte[] Padded(byte[] bytes) => [.. bytes, .. new byte[-bytes.Length & 3]];

    private static byte[] Number(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }

    /// <summary>A header, one program header that is of notes, and these.</summary>
    private static byte[] Executable(byte[] notes)
    {
        var file = new byte[64 + 56 + notes.Length];
        new byte[] { 0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1 }.CopyTo(file, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(18), 62);
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(32), 64);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(54), 56);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(56), 1);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(64), 4);
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(64 + 8), 64 + 56);
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(64 + 32), (ulong)notes.Length);
        notes.CopyTo(file, 64 + 56);
        return file;
    }
}
