using System.Collections.Concurrent;
using System.Diagnostics;

namespace Tieline.Bench.Org;

/// <summary>A process of this bench that is spoken to by lines: the two clouds, the server, the echo. Lines that nobody listens for go to our error output.</summary>
internal sealed class Worker : IDisposable
{
    private readonly ConcurrentDictionary<string, Action<string[]>> _listeners = new();
    private readonly Process _process;

    private Worker(string[] arguments) => _process = OwnPrograms.Start("Tieline.Bench", arguments);

    /// <summary>Of all its threads, since its start.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts it and returns when it says that it is ready.</summary>
    public static async Task<Worker> StartAsync(params string[] arguments)
    {
        var worker = new Worker(arguments);
        var ready = worker.NextAsync("ready");
        _ = worker.ListenAsync();
        await ready;
        return worker;
    }

    /// <summary>Hands each line that begins with this word to the listener, split at the blanks.</summary>
    public void On(string word, Action<string[]> hear) => _listeners[word] = hear;

    /// <summary>Writes a line to the process and returns its answer, the next line that begins with the word.</summary>
    public async Task<string[]> AskAsync(string question, string word)
    {
        var answer = NextAsync(word);
        await _process.StandardInput.WriteLineAsync(question);
        return await answer;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private Task<string[]> NextAsync(string word)
    {
        var source = new TaskCompletionSource<string[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        On(word, parts => source.TrySetResult(parts));
        return source.Task;
    }

    private async Task ListenAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            var parts = line.Split(' ');
            if (_listeners.TryGetValue(parts[0], out var hear))
            {
                hear(parts);
            }
            else
            {
                await Console.Error.WriteLineAsync($"  {line[..Math.Min(line.Length, 400)]}");
            }
        }
    }
}
