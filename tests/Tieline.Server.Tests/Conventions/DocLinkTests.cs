using System.Text.RegularExpressions;

namespace Tieline.Server.Tests.Conventions;

public partial class DocLinkTests
{
    [Fact]
    public void Every_link_in_our_documents_leads_to_a_file() =>
        Assert.Empty(Repository.Files.Where(f => f.EndsWith(".md", StringComparison.Ordinal))
            .SelectMany(f => DeadLinks(f, Repository.Read(f)).Select(link => $"{f}: {link}")));

    [Fact]
    public void A_dead_link_is_seen() =>
        Assert.Equal(["nowhere.md"], DeadLinks("docs/glossary.md", "See [the tour](nowhere.md), [home](../README.md) and [a site](https://example.com)."));

    private static IEnumerable<string> DeadLinks(string file, string text)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, file))!;
        return Link().Matches(text).Select(m => m.Groups[1].Value)
            .Where(link => !link.Contains("://", StringComparison.Ordinal) && !link.StartsWith("mailto:", StringComparison.Ordinal) && !link.StartsWith('#'))
            .Where(link => !Path.Exists(Path.Combine(folder, link.Split('#')[0])));
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
