using System.Buffers;
using System.Diagnostics;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Connections;

namespace Tieline.Bench.Org;

/// <summary>
/// Stands between Kestrel and its connections and tells when a ringing's webhook was read from the socket (<c>heard &lt;callSessionId&gt; &lt;at&gt;</c>) and when a pop
/// was handed to the socket's sender (<c>popped &lt;recordId&gt; &lt;at&gt;</c>), in Stopwatch ticks. It changes no byte.
/// </summary>
internal static class SocketTimes
{
    private static readonly byte[] Received = Encoding.UTF8.GetBytes("\"received\"");
    private static readonly byte[] Session = Encoding.UTF8.GetBytes("\"callSessionId\"");
    private static readonly byte[] Pop = Encoding.UTF8.GetBytes("screenPop");
    private static readonly byte[] RecordId = Encoding.UTF8.GetBytes("recordId");

    public static ConnectionDelegate Over(ConnectionDelegate next) => async connection =>
    {
        connection.Transport = new Watched(connection.Transport);
        await next(connection);
    };

    private static void TellOfHook(ReadOnlySpan<byte> bytes, long at)
    {
        if (bytes.IndexOf(Received) >= 0 && bytes.IndexOf(Session) is var found and >= 0)
        {
            Console.WriteLine($"heard {TextAfter(bytes[(found + Session.Length)..], 200)} {at}");
        }
    }

    private static void TellOfPop(ReadOnlySpan<byte> bytes, long at)
    {
        while (bytes.IndexOf(Pop) is var found and >= 0)
        {
            bytes = bytes[(found + Pop.Length)..];
            if (bytes.IndexOf(RecordId) is var record and >= 0)
            {
                Console.WriteLine($"popped {TextAfter(bytes[(record + RecordId.Length)..], 18)} {at}");
            }
        }
    }

    // The letters and digits (and dashes) of a JSON value, whatever quotes, escaped or not, and blanks stand before it.
    private static string TextAfter(ReadOnlySpan<byte> bytes, int longest)
    {
        var begin = 0;
        while (begin < bytes.Length && !char.IsAsciiLetterOrDigit((char)bytes[begin]))
        {
            begin++;
        }

        var end = begin;
        while (end < bytes.Length && end - begin < longest && (char.IsAsciiLetterOrDigit((char)bytes[end]) || bytes[end] == '-'))
        {
            end++;
        }

        return Encoding.UTF8.GetString(bytes[begin..end]);
    }

    private sealed class Watched(IDuplexPipe pipe) : IDuplexPipe
    {
        public PipeReader Input { get; } = new Reader(pipe.Input);

        public PipeWriter Output { get; } = new Writer(pipe.Output);
    }

    private sealed class Reader(PipeReader inner) : PipeReader
    {
        public override void AdvanceTo(SequencePosition consumed) => inner.AdvanceTo(consumed);

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => inner.AdvanceTo(consumed, examined);

        public override void CancelPendingRead() => inner.CancelPendingRead();

        public override void Complete(Exception? exception = null) => inner.Complete(exception);

        public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
        {
            var result = await inner.ReadAsync(cancellationToken);
            Look(result.Buffer);
            return result;
        }

        public override bool TryRead(out ReadResult result)
        {
            var isThere = inner.TryRead(out result);
            if (isThere)
            {
                Look(result.Buffer);
            }

            return isThere;
        }

        private static void Look(in ReadOnlySequence<byte> buffer)
        {
            var at = Stopwatch.GetTimestamp();
            TellOfHook(buffer.IsSingleSegment ? buffer.FirstSpan : buffer.ToArray(), at);
        }
    }

    private sealed class Writer(PipeWriter inner) : PipeWriter
    {
        private readonly ArrayBufferWriter<byte> _unsent = new();
        private Memory<byte> _given;

        public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

        public override long UnflushedBytes => inner.UnflushedBytes;

        public override void Advance(int bytes)
        {
            _unsent.Write(_given.Span[..bytes]);
            inner.Advance(bytes);
        }

        public override void CancelPendingFlush() => inner.CancelPendingFlush();

        public override void Complete(Exception? exception = null) => inner.Complete(exception);

        public override Memory<byte> GetMemory(int sizeHint = 0) => _given = inner.GetMemory(sizeHint);

        public override Span<byte> GetSpan(int sizeHint = 0) => (_given = inner.GetMemory(sizeHint)).Span;

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
        {
            var flushing = inner.FlushAsync(cancellationToken);
            TellOfPop(_unsent.WrittenSpan, Stopwatch.GetTimestamp());
            _unsent.ResetWrittenCount();
            return flushing;
        }

        public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default)
        {
            _unsent.Write(source.Span);
            var writing = inner.WriteAsync(source, cancellationToken);
            TellOfPop(_unsent.WrittenSpan, Stopwatch.GetTimestamp());
            _unsent.ResetWrittenCount();
            return writing;
        }
    }
}
