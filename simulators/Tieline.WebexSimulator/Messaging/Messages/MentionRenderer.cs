using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace Tieline.WebexSimulator.Messaging.Messages;

/// <summary>Writes a mention as the clients know it.</summary>
internal sealed class MentionRenderer : HtmlObjectRenderer<Mention>
{
    protected override void Write(HtmlRenderer renderer, Mention mention)
    {
        var whom = mention.PersonId is null
            ? "data-object-type=\"groupMention\" data-group-type=\"all\""
            : $"data-object-type=\"person\" data-object-id=\"{mention.PersonId}\"";
        renderer.Write($"<spark-mention {whom}>").WriteEscape(mention.Name).Write("</spark-mention>");
    }
}
