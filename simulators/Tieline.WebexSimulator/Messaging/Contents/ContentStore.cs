namespace Tieline.WebexSimulator.Messaging.Contents;

/// <summary>The files of messages, held in memory; the oldest go when they take more than half a gigabyte.</summary>
internal sealed class ContentStore
{
    public const long MostBytesOfOne = 100 * 1024 * 1024;
    private const long MostBytes = 512 * 1024 * 1024;
    private const int MostSavedOfOne = 64 * 1024;
    private const int MostSaved = 1024 * 1024;
    private readonly LinkedList<Content> contents = new();
    private readonly Dictionary<string, LinkedListNode<Content>> byId = [];
    private long bytes;

    /// <summary>Those that outlive a restart: small ones, the newest first, a megabyte in all.</summary>
    public List<Content> Saved
    {
        get
        {
            var (saved, room) = (new List<Content>(), MostSaved);
            foreach (var content in contents.Reverse().Where(content => content.Size <= MostSavedOfOne).TakeWhile(content => (room -= content.Size) >= 0))
            {
                saved.Insert(0, content);
            }

            return saved;
        }
    }

    public Content? Find(string id) => byId.GetValueOrDefault(id.TrimEnd('='))?.Value;

    public void Add(Content content)
    {
        Remove(content.Id);
        byId[content.Id] = contents.AddLast(content);
        bytes += content.Size;
        while (bytes > MostBytes)
        {
            Remove(contents.First!.Value.Id);
        }
    }

    public void Remove(string? id)
    {
        if (id is not null && byId.Remove(id, out var node))
        {
            contents.Remove(node);
            bytes -= node.Value.Size;
        }
    }

    public void Clear()
    {
        contents.Clear();
        byId.Clear();
        bytes = 0;
    }
}
