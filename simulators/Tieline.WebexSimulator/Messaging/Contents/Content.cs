using System.Text.Json.Serialization;

namespace Tieline.WebexSimulator.Messaging.Contents;

/// <summary>A file that a message carries.</summary>
/// <remarks>https://developer.webex.com/docs/basics#message-attachments</remarks>
internal sealed record Content
{
    public const string Clean = "clean";
    public const string Scanning = "scanning";
    public const string Infected = "infected";
    public const string Unscannable = "unscannable";

    public static readonly string[] Verdicts = [Clean, Scanning, Infected, Unscannable];

    public required string Id { get; init; }

    public required string FileName { get; init; }

    public required string ContentType { get; init; }

    public required byte[] Bytes { get; init; }

    /// <summary>What the virus scan finds; <see cref="Scanning"/> goes on until it is told otherwise.</summary>
    public string Verdict { get; set; } = Clean;

    /// <summary>Until then the scan runs, whatever it finds.</summary>
    public DateTimeOffset ScannedAt { get; set; }

    [JsonIgnore]
    public int Size => Bytes.Length;
}
