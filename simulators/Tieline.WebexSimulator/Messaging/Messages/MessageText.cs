namespace Tieline.WebexSimulator.Messaging.Messages;

/// <summary>What a message says, in the three forms in which it is told, and whom it mentions.</summary>
internal sealed record MessageText
{
    public string? Text { get; init; }

    public string? Markdown { get; init; }

    public string? Html { get; init; }

    public List<string> MentionedPeople { get; init; } = [];

    /// <summary>True when the whole room is mentioned.</summary>
    public bool MentionsAll { get; init; }
}
