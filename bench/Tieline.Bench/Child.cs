using System.Diagnostics;

namespace Tieline.Bench;

/// <summary>A process that this bench has started: the product, the ceiling or the loader. It lives no longer than this object.</summary>
internal sealed class Child : IDisposable
{
    private readonly Process _process;

    private Child(string program, string[] arguments) => _process = OwnPrograms.Start(program, arguments);

    public static Child Start(string program, params string[] arguments) => new(program, arguments);

    /// <summary>Reads until a line begins with this word, and returns it; what comes after is read and thrown away, so that the child never waits for us.</summary>
    public async Task<string> SayingAsync(string word)
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(word + " ", StringComparison.Ordinal))
            {
                _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                return line;
            }
        }

        throw new InvalidOperationException($"A process ended without saying \"{word}\"; see what it wrote above.");
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
}
