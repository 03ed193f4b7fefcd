using System.Buffers.Binary;
using Google.Protobuf;

namespace Tieline.SalesforceSimulator.Tests.PubSub;

/// <summary>Replay ids as clients read and write them.</summary>
internal static class Replay
{
    public static long Number(ByteString bytes) => BinaryPrimitives.ReadInt64BigEndian(bytes.Span);

    public static ByteString Bytes(long number)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        return ByteString.CopyFrom(bytes);
    }
}
