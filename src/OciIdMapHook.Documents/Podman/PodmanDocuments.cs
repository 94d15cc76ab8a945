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

    /// <summary>
    /// The same of the database of before Podman 4.8, which newer ones keep where it is there (libpod/boltdb_state.go).
    /// </summary>
    /// <param name="database">The whole file.</param>
    /// <param name="id">The container's.</param>
    /// <returns>Null where it has no such container.</returns>
    /// <exception cref="DocumentException">It is no such database.</exception>
    public static PodmanContainer? FindContainerInBolt(ReadOnlySpan<byte> database, string id)
    {
        PodmanContainer? found = null;
        var name = Encoding.UTF8.GetBytes(id);
        foreach (var json in BoltValues.Find(database, "config"u8))
        {
            if (json.AsSpan().IndexOf(name) >= 0 && Read(json) is { } container && container.Id == id)
                found = container;
        }

        return found;
    }

    /// <returns>Null for what is no record any more: a page that is not in use is written over.</returns>
    private static PodmanContainer? Read(byte[] json)
    {
        try
        {
            return Document.Parse(json, Source, OciDocuments.MaxConfigBytes, PodmanContainer.Read, JsonRules.Strict);
        }
        catch (DocumentException)
        {
            return null;
        }
    }
}
