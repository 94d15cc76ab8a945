using System.Text;

namespace OciIdMapHook.Documents;

/// <summary>Finds a container in Podman's database.</summary>
public static class PodmanDocuments
{
    /// <summary>The largest database that is read.</summary>
    public const int MaxDatabaseBytes = 64 << 20;

    private const string Source = "Podman's database";

    // Table ContainerConfig of libpod/sqlite_state_internal.go: ID, Name, PodID, JSON.
    private const int JsonColumn = 3;

    /// <param name="database">The whole file.</param>
    /// <param name="id">The container's.</param>
    /// <returns>Null where it has no such container.</returns>
    /// <exception cref="DocumentException">It is no such database, or is being written to.</exception>
    public static PodmanContainer? FindContainer(ReadOnlySpan<byte> database, string id)
    {
        PodmanContainer? found = null;
        foreach (var json in new SqliteRows(database).Find(Encoding.UTF8.GetBytes(id), JsonColumn))
        {
            var container = Document.Parse(json, Source, OciDocuments.MaxConfigBytes, PodmanContainer.Read, JsonRules.Strict);
            if (container.Id == id)
                found = container;
        }

        return found;
    }
}
