using System.Text.RegularExpressions;

namespace OciIdMapHook.EndToEndTests;

/// <summary>
/// The cases that the test suites of runc, containerd, crun, Podman and containers/storage have for idmapped mounts and user
/// namespaces, each with the tests here that have it too.
/// </summary>
public sealed class CaseListTests
{
    private static readonly (string Case, string[] Tests)[] Entries =
    [
        ("simple", ["OwnersInsideTests.The_root_and_its_files_belong_to_root", "MountParityTests.Of_a_writable_root"]),
        ("write", ["OwnersOnDiskTests.What_root_writes_inside_belongs_to_root_on_disk",
            "RootParityTests.Of_owners_inside_and_on_disk"]),
        ("propagation", ["PropagationTests.Is_as_without_the_hook"]),
        ("relative path", ["NamesOfTheRootTests.As_seen_from_the_bundle"]),
        ("same source under two maps", ["OneRootManyContainersTests.Ten_at_once_with_ten_id_ranges_all_write_as_root",
            "IdmappedVolumesTests.Of_one_source_have_different_owners_by_their_mappings"]),
        ("several maps", ["OwnersOnDiskTests.A_map_of_several_ranges_holds_in_each_of_them"]),
        ("complicated maps", ["WayToTheRootTests.Ids_of_several_ranges_come_right",
            "MapDecisionTests.An_init_whose_map_is_cut_otherwise_has_the_same_map"]),
        ("340 ranges", ["IdMapTests.A_map_of_340_ranges_is_made"]),
        ("341 ranges", ["IdMapFaultTests.More_than_340_ranges"]),
        ("overlapping ranges", ["IdMapFaultTests.Overlap_in_the_container_ids", "IdMapFaultTests.Overlap_in_the_host_ids"]),
        ("overflowing ranges", ["IdMapFaultTests.A_range_past_the_last_id"]),
        ("negative ranges", ["IdMapFaultTests.Negative_numbers"]),
        ("empty ranges", ["IdMapFaultTests.Size_0"]),
        ("uid-only", ["MapDecisionTests.Uids_without_gids_are_refused", "VolumeMapTests.Uid_mappings_alone_are_refused"]),
        ("recursive and not", ["IdmappedVolumesTests.Belong_to_the_container_s_root_by_an_option"]),
        ("idmap and ridmap options", ["IdmappedVolumesTests.Belong_to_the_container_s_root_by_an_option"]),
        ("implied by empty maps", ["VolumeMapTests.An_option_without_maps_takes_the_container_s"]),
        ("joined user namespace by path", ["JoinedUserNamespacesTests.One_of_a_process_gives_its_maps"]),
        ("joined user namespace by bind-mounted nsfs file",
            ["JoinedUserNamespacesTests.One_that_is_bind_mounted_gives_its_maps"]),
        ("descriptors cleaned up, 20 mounts under NOFILE=20",
            ["VolumesTests.Are_all_replaced_if_there_are_twenty_and_twenty_descriptors_at_most"]),
        ("already idmapped", ["RootDecisionTests.A_root_that_is_idmapped_is_left_alone_whatever_pins_it",
            "VolumeTests.A_volume_that_is_idmapped_is_left_alone"]),
        ("locked flags", ["HostMountsTests.Cannot_be_uncovered_nor_made_writable_from_inside"]),
        ("a mount held open for writing", ["HeldOpenTests.A_file_of_the_rootfs_that_the_host_writes_to_matters_not"]),
        ("file capabilities through the map", ["PrivilegesTests.File_capabilities_of_the_disk_work_inside"]),
        ("POSIX ACLs through the map", ["AccessControlListsTests.Those_of_the_disk_name_and_admit_the_container_s_ids"]),
        ("hard links", ["SpecialFilesTests.Hard_links_are_one_file_with_one_owner"]),
        ("sockets, fifos, devices", ["SpecialFilesTests.Fifos_sockets_and_device_nodes_keep_their_kind_and_owner"]),
        ("options longer than a page", ["OverlayComposerTests.Options_longer_than_a_page_come_one_by_one"]),
        ("50+ layers", ["OverlayRootsTests.A_hundred_and_twenty_layers_are_all_seen"]),
        ("pre-populated upper and work folders", ["OverlayRootsTests.An_upper_layer_that_an_engine_has_shifted_stays_shifted"]),
        ("killed half way leaves no mount", ["KilledHookTests.Leaves_nothing_on_the_host_at_any_of_fifty_moments"]),
        ("child dies", ["UserNamespaceTests.A_child_killed_before_its_maps_are_written_is_an_error_and_never_a_namespace",
            "WrongInitsTests.An_init_that_dies_while_the_hook_runs_leaves_nothing_behind"]),
        ("pid is reused", ["WrongInitsTests.A_process_of_the_host_that_has_the_pid_now_is_refused"]),
        ("the hook run twice", ["HookedTwiceTests.The_root_is_remapped_once"]),
    ];

    private static IEnumerable<TestCaseData> Cases =>
        Entries.Select(entry => new TestCaseData(entry.Case, entry.Tests).SetArgDisplayNames(entry.Case));

    [TestCaseSource(nameof(Cases))]
    public void Every_case_has_its_tests(string name, string[] tests)
    {
        Assert.That(tests, Is.Not.Empty, name);
        foreach (var test in tests)
        {
            var parts = test.Split('.');
            Assert.That(Sources.Any(source => Has(source, parts)), Is.True, $"{name}: no test is called {test}");
        }
    }

    private static IReadOnlyList<string> Sources { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && Path.GetFileName(path) != "CaseListTests.cs")
            .Select(File.ReadAllText),
    ];

    /// <summary>The class, where it is given, and the method are in one file.</summary>
    private static bool Has(string source, string[] parts) =>
        (parts.Length == 1 || Regex.IsMatch(source, $@"\bclass {parts[0]}\b"))
        && Regex.IsMatch(source, $@"^    public .* {parts[^1]}\(", RegexOptions.Multiline);
}
