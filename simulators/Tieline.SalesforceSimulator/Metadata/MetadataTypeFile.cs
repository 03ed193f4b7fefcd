namespace Tieline.SalesforceSimulator.Metadata;

/// <summary>
/// Reads one <c>.type</c> text: header lines <c>key: value</c>, then a line per element <c>name type[!|*] [> Column]</c>
/// (<c>!</c> required, <c>*</c> repeated, <c>Enum(A|B)</c> an enumeration); <c>[Shape]</c> begins a complex type of its own.
/// </summary>
internal static class MetadataTypeFile
{
    internal static (MetadataType Type, IReadOnlyList<MetadataShape> Shapes) Parse(string name, string text)
    {
        var headers = new Dictionary<string, string>();
        var shapes = new Dictionary<string, Dictionary<string, MetadataElement>> { [name] = [] };
        var at = name;
        foreach (var line in text.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0))
        {
            if (line[0] == '[') shapes[at = line[1..^1]] = [];
            else if (line.Split(' ')[0].EndsWith(':')) headers[line[..line.IndexOf(':')]] = line[(line.IndexOf(':') + 1)..].Trim();
            else
            {
                var element = Element(line);
                shapes[at][element.Name] = element;
            }
        }

        var all = shapes.Select(s => new MetadataShape(s.Key, s.Value)).ToList();
        var row = headers["row"].Split(' ');
        return (new MetadataType(name, headers.GetValueOrDefault("folder"), headers.GetValueOrDefault("suffix"), headers.GetValueOrDefault("content", "xml"),
            row[0], row[1], int.Parse(headers["order"], System.Globalization.CultureInfo.InvariantCulture), all[0]), all);
    }

    private static MetadataElement Element(string line)
    {
        var words = line.Split(' ');
        var type = words[1].TrimEnd('!', '*');
        var open = type.IndexOf('(');
        return new MetadataElement(words[0], open < 0 ? type : type[..open], open < 0 ? null : type[(open + 1)..^1].Split('|'),
            words[1].EndsWith('!'), words[1].EndsWith('*'), words.Length > 3 ? words[3] : null);
    }
}
