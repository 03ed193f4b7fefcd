using Tieline.Server.Lightning;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Tieline.Server.Admin.ConfigFile;

/// <summary>Reads YAML into nodes that know their lines. What could be used to exhaust the server is refused before anything is built of it.</summary>
internal static class ConfigText
{
    private const int Longest = 256 * 1024;
    private const int Deepest = 4;

    /// <summary>The mapping at the root, or what is wrong.</summary>
    public static (YamlMappingNode? Root, ConfigProblem? Problem) Read(string text)
    {
        if (text.Length > Longest)
        {
            return (null, new ConfigProblem(1, 1, KeptSentence.Of("ConfigFileTooLarge")));
        }

        if (TabAt(text) is { } line)
        {
            return (null, new ConfigProblem(line, 1, KeptSentence.Of("ConfigTab")));
        }

        try
        {
            if (Forbidden(text) is { } forbidden)
            {
                return (null, forbidden);
            }

            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents switch
            {
                [{ RootNode: YamlMappingNode root }] => (root, null),
                [] => (null, new ConfigProblem(1, 1, KeptSentence.Of("ConfigFileEmpty"))),
                [_] => (null, new ConfigProblem(1, 1, KeptSentence.Of("ConfigNoMapping"))),
                [_, var second, ..] => (null, ConfigProblem.At(PlaceOf(second.RootNode), KeptSentence.Of("ConfigSecondDocument"))),
            };
        }
        catch (YamlException problem)
        {
            return (null, new ConfigProblem(problem.Start.Line, problem.Start.Column, KeptSentence.Of("ConfigNotYaml", problem.Message)));
        }
    }

    public static ConfigPlace PlaceOf(YamlNode node) => new(node.Start.Line, node.Start.Column);

    private static int? TabAt(string text) => text.Split('\n').Index().Where(line => line.Item.TrimStart(' ').StartsWith('\t')).Select(line => (int?)line.Index + 1).FirstOrDefault();

    // A file of a few lines can stand for gigabytes by aliases, and one of brackets alone uses up the stack.
    private static ConfigProblem? Forbidden(string text)
    {
        var parser = new Parser(new StringReader(text));
        var depth = 0;
        while (parser.MoveNext())
        {
            var happening = parser.Current!;
            depth += happening.NestingIncrease is var step && happening is MappingStart or MappingEnd or SequenceStart or SequenceEnd ? step : 0;
            var sentence = depth > Deepest ? KeptSentence.Of("ConfigTooDeep")
                : happening is AnchorAlias or NodeEvent { Anchor.IsEmpty: false } ? KeptSentence.Of("ConfigAnchors")
                : null;
            if (sentence is not null)
            {
                return new ConfigProblem(happening.Start.Line, happening.Start.Column, sentence);
            }
        }

        return null;
    }
}
