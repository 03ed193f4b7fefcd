using System.Buffers.Binary;
using System.Text;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>The small files that recordings download as: an MP4 container without tracks, and one second of silence.</summary>
internal static class RecordingFile
{
    public static readonly byte[] Mp4 = [.. Box("ftyp", [.. "isom"u8, 0, 0, 2, 0, .. "isomiso2mp41"u8]), .. Box("moov", Box("mvhd", MovieHeader())), .. Box("mdat", [])];

    public static readonly byte[] Wav = Silence(8000);

    private static byte[] Box(string type, byte[] content)
    {
        var box = new byte[8 + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(box, box.Length);
        Encoding.ASCII.GetBytes(type, box.AsSpan(4));
        content.CopyTo(box, 8);
        return box;
    }

    /// <summary>Version 0: a time scale of 1000, a second long, normal rate, full volume, the unit matrix.</summary>
    private static byte[] MovieHeader()
    {
        var header = new byte[100];
        foreach (var (at, value) in ((int, int)[])[(12, 1000), (16, 1000), (20, 0x10000), (24, 0x1000000), (36, 0x10000), (52, 0x10000), (68, 0x40000000), (96, 1)])
        {
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(at), value);
        }

        return header;
    }

    private static byte[] Silence(int samples)
    {
        var file = new byte[44 + samples];
        Array.Fill(file, (byte)128, 44, samples);
        "RIFF"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), 36 + samples);
        "WAVEfmt "u8.CopyTo(file.AsSpan(8));
        foreach (var (at, value) in ((int, int)[])[(16, 16), (20, 0x10001), (24, 8000), (28, 8000), (32, 0x80001), (40, samples)])
        {
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at), value);
        }

        "data"u8.CopyTo(file.AsSpan(36));
        return file;
    }
}
