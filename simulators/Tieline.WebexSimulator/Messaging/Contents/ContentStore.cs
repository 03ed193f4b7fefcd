namespace Tieline.WebexSimulator.Messaging.Contents;

/// <summary>The files of messages, held in memory; the oldest go when they take more than half a gigabyte.</summary>
internal sealed class ContentStore
{
    public const long MostBytesOfOne = 100 * 1024 * 1024;
    private const long MostBytes = 512 * 1024 * 1024;
    private const int MostSavedOfOne = 64 * 1024;
    private const int MostSaved = 1024 * 1024;
    private readonly LinkedList<Content> contents = new();

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

    public Content? Find(string id) => contents.FirstOrDefault(content => content.Id == id.TrimEnd('='));

    public void Add(Content content)
    {
        contents.AddLast(content);
        while (contents.Sum(other => (long)other.Size) > MostBytes)
        {
            contents.RemoveFirst();
        }
    }

    public void Remove(string? id)
    {
        if (id is not null && Find(id) is { } content)
        {
            contents.Remove(content);
        }
    }

    public void Clear() => contents.Clear();
}
