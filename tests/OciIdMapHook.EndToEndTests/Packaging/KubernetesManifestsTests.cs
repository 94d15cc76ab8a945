using k8s;
using k8s.Models;
using YamlDotNet.Core;

namespace OciIdMapHook.EndToEndTests.Packaging;

/// <summary>
/// The manifests for Kubernetes, read strictly into the types that its client is generated with from the published OpenAPI
/// document: an unknown member or a value of another type is an error.
/// </summary>
public sealed class KubernetesManifestsTests
{
    private static readonly string[] FoldersOfTheHost =
    [
        "/etc/containers/oci/hooks.d", "/usr/libexec/oci/hooks.d", "/usr/share/containers/oci/hooks.d", "/var/run/nri",
    ];

    private static string Root { get; } = Packages.Source("kubernetes");

    public static IEnumerable<string> Manifests =>
        Directory.EnumerateFiles(Root, "*.yaml", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(path) != "kustomization.yaml").Select(path => Path.GetRelativePath(Root, path));

    public static IEnumerable<string> DaemonSets => Manifests.Where(name => Read(name).OfType<V1DaemonSet>().Any());

    [TestCaseSource(nameof(Manifests))]
    public void Follow_the_schema(string name)
    {
        foreach (var item in Read(name))
        {
            Assert.That(item.ApiVersion, Is.Not.Empty);
            Assert.That(item, Is.InstanceOf<IMetadata<V1ObjectMeta>>());
            Assert.That(((IMetadata<V1ObjectMeta>)item).Metadata.Name, Does.Match("^[a-z][-a-z0-9]*$"));
        }
    }

    [TestCase("hostPID: false", "hostPIDs: false", "hostPIDs")]
    [TestCase("hostPID: false", "hostPID: never", "never")]
    [TestCase("readOnlyRootFilesystem: true", "readOnlyRootFileSystem: true", "readOnlyRootFileSystem")]
    [TestCase("mountPath:", "path:", "path")]
    [TestCase("memory: 32Mi", "memory: much", "cannot be converted to fraction")]
    public void A_planted_mistake_is_found(string right, string wrong, string named)
    {
        var text = File.ReadAllText(Path.Combine(Root, "agent", "daemonset.yaml"));
        Assert.That(text, Does.Contain(right));

        var exception = Assert.Throws<YamlException>(
            () => Parse(text.Replace(right, wrong, StringComparison.Ordinal)));

        Assert.That($"{exception}", Does.Contain(named));
    }

    [TestCaseSource(nameof(DaemonSets))]
    public void Pods_are_chosen_by_their_own_labels(string name)
    {
        var set = Read(name).OfType<V1DaemonSet>().Single();

        Assert.That(set.Spec.Selector.MatchLabels, Is.Not.Empty);
        Assert.That(set.Spec.Selector.MatchLabels, Is.SubsetOf(set.Spec.Template.Metadata.Labels));
    }

    [TestCaseSource(nameof(DaemonSets))]
    public void Have_no_more_privilege_than_they_need(string name)
    {
        var pod = Read(name).OfType<V1DaemonSet>().Single().Spec.Template.Spec;
        var context = pod.Containers.Single().SecurityContext;

        Assert.That(pod.HostPID is true || pod.HostNetwork is true || pod.HostIPC is true, Is.False);
        Assert.That(pod.AutomountServiceAccountToken, Is.False);
        Assert.That(context.Privileged is true, Is.False);
        Assert.That(context.AllowPrivilegeEscalation, Is.False);
        Assert.That(context.ReadOnlyRootFilesystem, Is.True);
        Assert.That(context.Capabilities.Drop, Is.EqualTo(["ALL"]));
        Assert.That(context.Capabilities.Add, Is.Null.Or.Empty);
        Assert.That(context.SeccompProfile.Type, Is.EqualTo("RuntimeDefault"));
        Assert.That(pod.Containers.Single().Resources.Limits, Contains.Key("memory"));
    }

    [TestCaseSource(nameof(DaemonSets))]
    public void See_of_the_host_only_the_folders_they_work_in(string name)
    {
        var pod = Read(name).OfType<V1DaemonSet>().Single().Spec.Template.Spec;

        Assert.That(pod.Volumes.Select(volume => volume.HostPath.Path), Is.SubsetOf(FoldersOfTheHost));
        Assert.That(
            pod.Containers.Single().VolumeMounts.Select(mount => mount.Name),
            Is.EquivalentTo(pod.Volumes.Select(volume => volume.Name)));
    }

    [Test]
    public void Every_file_is_named_by_a_kustomization()
    {
        var named = Directory.EnumerateFiles(Root, "kustomization.yaml", SearchOption.AllDirectories).SelectMany(
            path => KubernetesYaml.Deserialize<Kustomization>(File.ReadAllText(path)).Resources
                .Select(name => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, name)))).ToList();

        Assert.That(named.All(Path.Exists), Is.True, string.Join(' ', named));
        Assert.That(Manifests.Select(name => Path.Combine(Root, name)), Is.SubsetOf(named));
    }

    private static List<IKubernetesObject> Read(string name) => Parse(File.ReadAllText(Path.Combine(Root, name)));

    private static List<IKubernetesObject> Parse(string text) =>
        [.. KubernetesYaml.LoadAllFromString(text, strict: true).Cast<IKubernetesObject>()];
}
