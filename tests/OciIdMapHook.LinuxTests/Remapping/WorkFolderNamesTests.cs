using OciIdMapHook.Remapping;

namespace OciIdMapHook.LinuxTests.Remapping;

public sealed class WorkFolderNamesTests
{
    [TestCase("c1")]
    [TestCase("..")]
    [TestCase("")]
    [TestCase("../../etc/\0\n%")]
    [TestCase("d\u00e9j\u00e0")]
    public void Are_names_of_one_folder_whatever_the_id_is(string id) =>
        Assert.That(WorkFolderName.Of(id, 0), Does.Match("^oci-idmap-hook-[A-Za-z0-9._-]*-[0-9a-f]{16}$"));

    [Test]
    public void Are_short_and_differ_where_ids_do()
    {
        var id = new string('a', 1000);
        string[] names =
        [
            WorkFolderName.Of(id, 0), WorkFolderName.Of(id + "b", 0), WorkFolderName.Of("a/b", 0), WorkFolderName.Of("a_b", 0),
            WorkFolderName.Of("a_b", 1),
        ];

        Assert.That(names, Is.Unique);
        Assert.That(names, Has.All.Length.LessThan(110));
    }
}
