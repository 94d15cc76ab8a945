using OciIdMapHook.Installation;
using OciIdMapHook.Operations;

namespace OciIdMapHook.UnitTests.Operations.Check;

/// <summary>The two files of this hook, of which only Podman may read the one for its own stage.</summary>
public sealed class PrecreateJudgementsTests
{
    private const string Default = "/usr/share/containers/oci/hooks.d";
    private const string Administrators = "/etc/containers/oci/hooks.d";
    private const string Podmans = "/usr/share/oci-idmap-hook/podman/hooks.d";
    private const string Hook = "/usr/libexec/oci/hooks.d/oci-idmap-hook";

    private static readonly HooksFolder DefaultHooks = Folder(Default, "createRuntime");
    private static readonly HooksFolder PodmansHooks = Folder(Podmans, "precreate");

    [Test]
    public void Podman_that_reads_both_is_right() =>
        Assert.That(Sentences(Facts([Podman([DefaultHooks, PodmansHooks])])), Is.EqualTo(
            [$"Ok hook-precreate | Podman runs the hook before the runtime, by {Podmans}/precreate.json | "]));

    [Test]
    public void Podman_that_does_not_read_it_is_told_where_to_add_its_folder()
    {
        var finding = PrecreateCheck.Evaluate(Facts([Podman([DefaultHooks], "/etc/containers/containers.conf")], PodmansHooks))
            .Single();

        Assert.That(finding.Id, Is.EqualTo("hook-precreate-unread"));
        Assert.That(finding.State, Is.EqualTo(FindingState.Problem));
        Assert.That(finding.What, Is.EqualTo($"{Podmans}/precreate.json is in a folder that Podman does not read"));
        Assert.That(finding.Why, Does.EndWith("that lacks a mount point, such as /etc/hosts"));
        Assert.That(finding.WhatToDo, Is.EqualTo($"add \"{Podmans}\" to hooks_dir of /etc/containers/containers.conf"));
    }

    [Test]
    public void Podman_that_nobody_tells_of_it_is_told_by_an_installation() =>
        Assert.That(
            PrecreateCheck.Evaluate(Facts([Podman([DefaultHooks])], PodmansHooks)).Single().WhatToDo,
            Is.EqualTo("oci-idmapctl install, which has Podman read it"));

    [Test]
    public void The_first_file_alone_is_found() =>
        Assert.That(Sentences(Facts([Podman([DefaultHooks])])), Is.EqualTo(
            ["Problem hook-json-alone | Podman runs the hook without its own stage, precreate: no folder holds "
            + "oci-idmap-hook-precreate.json | oci-idmapctl install"]));

    [Test]
    public void The_second_file_alone_is_found() =>
        Assert.That(Sentences(Facts([Podman([PodmansHooks])])), Is.EqualTo(
            [$"Problem hook-json-alone | Podman runs the hook by {Podmans}/precreate.json alone: nothing that it reads has the "
            + "runtime run it (oci-idmap-hook.json) | oci-idmapctl install; where hooks_dir is set, it must name "
            + $"{Default} too"]));

    [Test]
    public void Another_hooks_dir_that_is_overridden_is_found()
    {
        var facts = Facts([Podman([DefaultHooks, PodmansHooks])]) with { Overridden = "/etc/containers/containers.conf" };

        Assert.That(Sentences(facts)[1], Is.EqualTo(
            "Problem hook-precreate-overrides | /etc/containers/containers.conf.d/00-oci-idmap-hook.conf takes the place of "
            + $"hooks_dir of /etc/containers/containers.conf | add \"{Podmans}\" to it, and have the file taken away: "
            + "oci-idmapctl install"));
    }

    [Test]
    public void A_host_without_Podman_needs_neither() =>
        Assert.That(Sentences(Facts([new EngineHooks("CRI-O", [DefaultHooks])], PodmansHooks)), Is.Empty);

    [Test]
    public void CRI_O_that_reads_its_folder_does_not_start() =>
        Assert.That(Sentences(Facts([new EngineHooks("CRI-O", [DefaultHooks, PodmansHooks])])), Is.EqualTo(
            [$"Problem hook-precreate-crio | CRI-O reads {Podmans}/precreate.json, and does not know its stage, precreate, which "
            + $"is Podman's | take {Podmans} out of hooks_dir of crio.conf"]));

    [Test]
    public void CRI_O_does_not_start_by_a_file_in_its_own_folder_either()
    {
        var facts = Facts([new EngineHooks("CRI-O", [Folder(Default, "precreate")])]);

        var finding = PrecreateElsewhereCheck.Evaluate(facts).Single();

        Assert.That(finding.Why, Is.EqualTo("CRI-O does not start"));
        Assert.That(finding.WhatToDo, Is.EqualTo(
            $"remove the file: Podman reads another one in {Podmans}, which oci-idmapctl install puts there"));
    }

    [TestCase(Default, true)]
    [TestCase(Administrators, false)]
    public void Podman_build_fails_by_a_file_in_a_folder_that_it_reads_by_itself(string path, bool isRead)
    {
        var folder = Folder(path, "precreate");
        var facts = isRead ? Facts([Podman([folder])]) : Facts([Podman([DefaultHooks])], folder);

        Assert.That(PrecreateElsewhereCheck.Evaluate(facts).Select(InWords), Is.EqualTo(
            [$"Problem hook-precreate-build | podman build reads {path}/precreate.json, and does not know its stage, precreate"
            + $" | remove the file: podman run reads another one in {Podmans}, which oci-idmapctl install puts there"]));
    }

    [Test]
    public void The_two_files_are_no_hook_run_twice_and_no_unread_one()
    {
        Assert.That(
            InForceCheck.Evaluate(Facts([Podman([DefaultHooks, PodmansHooks])])).Single().What,
            Is.EqualTo($"Podman runs the hook, by {Default}/createRuntime.json"));
        Assert.That(UnreadFolderCheck.Evaluate(Facts([new EngineHooks("CRI-O", [DefaultHooks])], PodmansHooks)), Is.Empty);
    }

    private static EngineHooks Podman(IReadOnlyList<HooksFolder> folders, string? setBy = null) => new("Podman", folders, setBy);

    private static HooksFolder Folder(string path, string stage) =>
        new(path, Exists: true, [new HooksFolderFile(path, $"{stage}.json", Hook, [stage], [])]);

    private static HookFacts Facts(IReadOnlyList<EngineHooks> engines, params IReadOnlyList<HooksFolder> unread) =>
        new() { Engines = engines, Unread = unread, Copies = [], Faults = [] };

    private static List<string> Sentences(HookFacts facts) =>
        [.. PrecreateCheck.Evaluate(facts).Concat(PrecreateElsewhereCheck.Evaluate(facts)).Select(InWords)];

    private static string InWords(Finding finding) => $"{finding.State} {finding.Id} | {finding.What} | {finding.WhatToDo}";
}
