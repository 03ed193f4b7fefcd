using Markdig.Syntax.Inlines;

namespace Tieline.WebexSimulator.Messaging.Messages;

/// <summary>
/// <c>&lt;@personEmail:a@b.c|Name&gt;</c>, <c>&lt;@personId:...|Name&gt;</c> or <c>&lt;@all&gt;</c> in a message's Markdown.
/// </summary>
/// <remarks>https://developer.webex.com/docs/basics#formatting-messages</remarks>
internal sealed class Mention : LeafInline
{
    /// <summary>Null when everybody in the room is meant.</summary>
    public string? PersonId { get; init; }

    public required string Name { get; init; }
}
