using System.Net;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Messaging.Messages;

/// <summary>Turns a message's Markdown into HTML and plain text. HTML in the Markdown itself is shown, not obeyed.</summary>
/// <remarks>https://developer.webex.com/docs/basics#formatting-messages</remarks>
internal static partial class MarkdownText
{
    /// <summary><paramref name="find"/> gives the member of the room whom an e-mail address or id names.</summary>
    public static MessageText Read(string markdown, string? text, Func<string, Person?> find)
    {
        var builder = new MarkdownPipelineBuilder().DisableHtml();
        builder.InlineParsers.Insert(0, new MentionParser(find));
        var pipeline = builder.Build();
        try
        {
            return Said(Markdown.Parse(markdown, pipeline), pipeline, markdown, text);
        }
        catch (ArgumentException)
        {
            // Nested deeper than Markdig parses or renders, each with a limit of its own: shown as it was written.
            return Said([new ParagraphBlock { Inline = new ContainerInline().AppendChild(new LiteralInline(markdown)) }], pipeline, markdown, text);
        }
    }

    private static MessageText Said(MarkdownDocument document, MarkdownPipeline pipeline, string markdown, string? text)
    {
        foreach (var link in document.Descendants<LinkInline>())
        {
            link.GetAttributes().AddPropertyIfNotExist("rel", "nofollow");
            link.Url = IsSafe(link.Url) ? link.Url : "";
        }

        foreach (var link in document.Descendants<AutolinkInline>())
        {
            link.GetAttributes().AddPropertyIfNotExist("rel", "nofollow");
            link.Url = link.IsEmail || IsSafe(link.Url) ? link.Url : "";
        }

        var html = Html(document, pipeline);
        var mentions = document.Descendants<Mention>().ToList();
        return new MessageText
        {
            Markdown = markdown,
            Html = html,
            Text = text ?? Plain(html),
            MentionedPeople = [.. mentions.Select(mention => mention.PersonId).OfType<string>().Distinct()],
            MentionsAll = mentions.Exists(mention => mention.PersonId is null),
        };
    }

    private static bool IsSafe(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme is "http" or "https" or "mailto");

    private static string Html(MarkdownDocument document, MarkdownPipeline pipeline)
    {
        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer);
        pipeline.Setup(renderer);
        renderer.ObjectRenderers.Insert(0, new MentionRenderer());
        renderer.Render(document);
        return writer.ToString().TrimEnd('\n');
    }

    private static string Plain(string html) => WebUtility.HtmlDecode(Tag().Replace(html, "")).Trim();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();
}
