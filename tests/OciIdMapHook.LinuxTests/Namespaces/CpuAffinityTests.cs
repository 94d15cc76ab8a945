using OciIdMapHook.Linux;
using OciIdMapHook.LinuxTests.Support;

namespace OciIdMapHook.LinuxTests.Namespaces;

public sealed class CpuAffinityTests
{
    [Test]
    public void The_thread_is_kept_on_one_processor_and_is_let_go() => OwnThread.Run(() =>
    {
        var before = Allowed();
        string kept;
        using (CpuAffinity.ToThisProcessor())
            kept = Allowed();

        Assert.Multiple(() =>
        {
            Assert.That(kept, Does.Match("^[0-9]+$"), "one processor's number");
            Assert.That(Allowed(), Is.EqualTo(before));
        });
    });

    [Test]
    public void Making_a_user_namespace_leaves_the_thread_where_it_may_be() => OwnThread.Run(() =>
    {
        var before = Allowed();
        UserNamespace.Create("0 100000 1\n", "0 100000 1\n").Dispose();
        Assert.That(Allowed(), Is.EqualTo(before));
    });

    [Test]
    public void Failing_to_make_one_does_so_too() => OwnThread.Run(() =>
    {
        var before = Allowed();
        Assert.That(() => UserNamespace.Create("no map", "no map"), Throws.TypeOf<LinuxException>());
        Assert.That(Allowed(), Is.EqualTo(before));
    });

    private static string Allowed()
    {
        const string Name = "Cpus_allowed_list:";
        return File.ReadLines("/proc/thread-self/status")
            .Single(line => line.StartsWith(Name, StringComparison.Ordinal))[Name.Length..].Trim();
    }
}
