using OciIdMapHook.Documents;
using OciIdMapHook.Installation;
using OciIdMapHook.Operations;

namespace OciIdMapHook.UnitTests.Audit;

public sealed class AuditLogTests
{
    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("oci-idmap-audit-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Without_files_there_are_no_records()
    {
        Assert.That(AuditLog.Read(folder).Records, Is.Empty);
        Assert.That(AuditLog.Read(folder + "/nowhere").Records, Is.Empty);
    }

    [Test]
    public void The_older_file_comes_first()
    {
        Write(AuditFile.Name, Line("c"), Line("d"));
        Write(AuditFile.OlderName, Line("a"), Line("b"));

        Assert.That(AuditLog.Read(folder).Records.Select(record => record.Container), Is.EqualTo(["a", "b", "c", "d"]));
    }

    [Test]
    public void Broken_and_half_lines_are_counted_and_passed_over()
    {
        Write(AuditFile.Name, Line("a"), "{\"time\":\n", "\n", "no JSON\n", Line("b"), Line("c")[..20]);

        var history = AuditLog.Read(folder);

        Assert.That(history.Records.Select(record => record.Container), Is.EqualTo(["a", "b"]));
        Assert.That(history.BrokenLines, Is.EqualTo(3));
    }

    [Test]
    public void A_record_that_follows_half_of_one_in_its_line_is_read()
    {
        Write(AuditFile.Name, Line("a")[..40], Line("b"), Line("c"));

        var history = AuditLog.Read(folder);

        Assert.That(history.Records.Select(record => record.Container), Is.EqualTo(["b", "c"]));
        Assert.That(history.BrokenLines, Is.EqualTo(1));
    }

    [Test]
    public void What_cannot_be_read_is_said_with_a_sentence()
    {
        Directory.CreateDirectory(Path.Combine(folder, AuditFile.Name));

        Assert.That(
            Assert.Throws<OperationException>(() => AuditLog.Read(folder))!.Message,
            Does.Match(
                "^the audit records in .* cannot be read: read of .*/audit.jsonl: EISDIR .*; they are root's alone, so run this "
                + "as root$"));
    }

    private static string Line(string container) => System.Text.Encoding.UTF8.GetString(new AuditRecord
    {
        Time = DateTime.UnixEpoch,
        Version = "1",
        Container = container,
        Result = AuditResult.Nothing,
        Message = "nothing to do",
        Microseconds = new AuditTimes(0, 0, 0, 0, 0),
    }.ToLine().Span);

    private void Write(string name, params string[] lines) => File.WriteAllText(Path.Combine(folder, name), string.Concat(lines));
}
