namespace Tieline.WebexSimulator.Recordings;

/// <summary>MP3 files of nothing: MPEG-2 layer III, one channel, 16 kHz, 8 kbit/s, which is a thousand bytes a second.</summary>
internal static class Silence
{
    public const int MostSeconds = 4 * 3600;
    private const int FrameBytes = 36;
    private const int SamplesPerFrame = 576;
    private const int SampleRate = 16_000;
    private static readonly byte[] Header = [0xFF, 0xF3, 0x18, 0xC4];

    public static int SizeOf(int seconds) => Frames(seconds) * FrameBytes;

    public static byte[] Of(int seconds)
    {
        var file = new byte[SizeOf(seconds)];
        for (var at = 0; at < file.Length; at += FrameBytes)
        {
            Header.CopyTo(file, at);
        }

        return file;
    }

    /// <summary>At least one, so that a player finds something to play.</summary>
    private static int Frames(int seconds) => Math.Max(1, (int)((long)seconds * SampleRate / SamplesPerFrame));
}
