using System.Text;
using OciIdMapHook.Documents;
using OciIdMapHook.Operations;

namespace OciIdMapHook.UnitTests.Operations.Records;

public sealed class AuditTailsTests
{
    private readonly List<string> lines = [];
    private string folder = "";
    private AuditTail tail = null!;

    private string Newer => Path.Combine(folder, AuditFile.Name);

    private string Older => Path.Combine(folder, AuditFile.OlderName);

    [SetUp]
    public void Create()
    {
        folder = Directory.CreateTempSubdirectory("audit-tail-").FullName;
        tail = new AuditTail(folder);
        lines.Clear();
    }

    [TearDown]
    public void Remove()
    {
        tail.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void Wait_for_a_file_that_is_not_there()
    {
        Assert.That(Read(), Is.Empty);

        File.WriteAllText(Newer, "a\n");

        Assert.That(Read(), Is.EqualTo(["a"]));
    }

    [Test]
    public void Give_each_line_once_and_half_a_line_when_it_is_whole()
    {
        File.WriteAllText(Older, "a\nb\n");
        File.WriteAllText(Newer, "c\nd");
        Assert.That(Read(), Is.EqualTo(["a", "b", "c"]));

        File.AppendAllText(Newer, "d\n\ne\n");
        Assert.That(Read(), Is.EqualTo(["dd", "e"]));
        Assert.That(Read(), Is.Empty);
    }

    [Test]
    public void Follow_a_file_that_is_renamed_and_renamed_over()
    {
        File.WriteAllText(Newer, "a\n");
        Read();
        File.AppendAllText(Newer, "b\n");
        Rotate("c\n");
        Rotate("d\n");

        Assert.That(Read(), Is.EqualTo(["b", "c", "d"]));
    }

    [Test]
    public void Do_not_take_a_new_file_with_an_old_number_for_the_old_one()
    {
        for (var count = 0; count < 20; count++)
        {
            File.WriteAllText(Newer, $"{count}\n");
            Assert.That(Read(), Is.EqualTo([$"{count}"]));
            File.Delete(Newer);
        }
    }

    [Test]
    public void Go_on_while_there_is_no_newer_file()
    {
        File.WriteAllText(Newer, "a\n");
        Read();
        File.AppendAllText(Newer, "b\n");
        File.Move(Newer, Older);

        Assert.That(Read(), Is.EqualTo(["b"]));
    }

    private void Rotate(string content)
    {
        File.Move(Newer, Older, overwrite: true);
        File.WriteAllText(Newer, content);
    }

    private string[] Read()
    {
        lines.Clear();
        tail.Read(line => lines.Add(Encoding.UTF8.GetString(line.Span)));
        return [.. lines];
    }
}
