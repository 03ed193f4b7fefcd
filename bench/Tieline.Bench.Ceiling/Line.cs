using System.Threading.Channels;

namespace Tieline.Bench.Ceiling;

/// <summary>One row to be inserted, and the caller who waits for the disk.</summary>
internal sealed class Entry(byte[] body) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public Guid Id { get; } = Guid.CreateVersion7();

    public long ReceivedAt { get; } = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() * 1000;

    public byte[] Body { get; } = body;
}

/// <summary>Inserts a group in one transaction and returns when it is on the disk.</summary>
internal interface IGroupInsert : IAsyncDisposable
{
    Task InsertAsync(List<Entry> group);
}

/// <summary>Those who wait: whatever has gathered while one group was written is the next group.</summary>
internal sealed class Line
{
    private const int LargestGroup = 512;
    private readonly Channel<Entry> _entries = Channel.CreateUnbounded<Entry>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _loop;

    public Line(IGroupInsert insert) => _loop = Task.Run(() => RunAsync(insert));

    public Task AddAsync(byte[] body)
    {
        var entry = new Entry(body);
        _entries.Writer.TryWrite(entry);
        return entry.Task;
    }

    public Task StopAsync()
    {
        _entries.Writer.TryComplete();
        return _loop;
    }

    private async Task RunAsync(IGroupInsert insert)
    {
        var group = new List<Entry>(LargestGroup);
        while (await _entries.Reader.WaitToReadAsync())
        {
            while (group.Count < LargestGroup && _entries.Reader.TryRead(out var entry))
            {
                group.Add(entry);
            }

            await insert.InsertAsync(group);
            group.ForEach(entry => entry.SetResult());
            group.Clear();
        }
    }
}
