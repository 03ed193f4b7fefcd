namespace Tieline.SalesforceSimulator.Schema;

/// <summary>
/// Reads one <c>.schema</c> text: header lines <c>key: value</c>, then a line per field
/// <c>Name type(length[,scale]) flags Label ; key=value ; ...</c>. The flags are explained in <c>Schema/README.md</c>.
/// </summary>
public static class SchemaFile
{
    public static ObjectDefinition Parse(string name, string text)
    {
        var headers = new Dictionary<string, string>();
        var fields = new List<FieldDefinition>();
        foreach (var raw in text.Split('\n'))
        {
            var line = raw.Trim();
            if (line.Length == 0 || line[0] == '#') continue;
            if (HeaderOf(line) is var (key, value)) headers[key] = value;
            else fields.Add(Field(line));
        }

        var label = headers["label"].Split('/');
        var abilities = headers["can"].Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet();
        var system = SystemFields.For(headers.GetValueOrDefault("system", "")).ToList();
        var all = fields.Any(f => f.Name == "Id") ? fields : [.. system.Take(1), .. fields, .. system.Skip(1)];
        return new ObjectDefinition(name, label[0].Trim(), label[^1].Trim(), headers.GetValueOrDefault("prefix"), abilities, all);
    }

    private static (string Key, string Value)? HeaderOf(string line)
    {
        var colon = line.IndexOf(':');
        var space = line.IndexOf(' ');
        return colon > 0 && (space < 0 || colon < space) ? (line[..colon], line[(colon + 1)..].Trim()) : null;
    }

    public static FieldDefinition Field(string line)
    {
        var pieces = line.Split(" ; ");
        var head = pieces[0].Split(' ', 4, StringSplitOptions.RemoveEmptyEntries);
        var options = pieces.Skip(1).Select(p => p.Split('=', 2)).ToDictionary(p => p[0].Trim(), p => p.Length > 1 ? p[1].Trim() : "");
        var (type, length, scale) = TypeOf(head[1]);
        var flags = head[2];
        var number = type.IsNumber();
        return new FieldDefinition
        {
            Name = head[0],
            Label = head[3].Trim(),
            Type = type,
            Length = number ? 0 : type.IsId() ? 18 : length,
            Precision = number ? (type == FieldType.Int ? 0 : length) : 0,
            Scale = scale,
            Createable = flags.Contains('c'),
            Updateable = flags.Contains('u'),
            Nillable = flags.Contains('?'),
            DefaultedOnCreate = flags.Contains('d') || type == FieldType.Boolean,
            NameField = flags.Contains('N'),
            IdLookup = flags.Contains('i'),
            ExternalId = flags.Contains('x'),
            Unique = flags.Contains('q'),
            CaseSensitive = flags.Contains('s'),
            RestrictedPicklist = flags.Contains('R'),
            AutoNumber = flags.Contains('A'),
            Calculated = flags.Contains('f'),
            Filterable = !flags.Contains('F') && type is not (FieldType.Address or FieldType.Base64),
            Sortable = !flags.Contains('F') && type is not (FieldType.Address or FieldType.Base64),
            Groupable = !flags.Contains('F') && type is not (FieldType.Address or FieldType.Base64 or FieldType.Datetime or FieldType.Currency or FieldType.Double or FieldType.Percent),
            PicklistValues = Values(options.GetValueOrDefault("values")),
            ReferenceTo = options.TryGetValue("to", out var to) ? to.Split(',') : [],
            RelationshipName = options.GetValueOrDefault("rel"),
            ChildRelationshipName = options.GetValueOrDefault("child"),
            CascadeDelete = options.ContainsKey("cascade"),
            CompoundFieldName = options.GetValueOrDefault("compound"),
            Summary = options.TryGetValue("summary", out var summary) ? Summary(summary) : null,
            DefaultValue = options.GetValueOrDefault("default") ?? (type == FieldType.Boolean ? "false" : null),
        };
    }

    /// <summary><c>count Child.Reference condition</c>, or <c>sum(Field) Child.Reference condition</c>; the condition in SOQL's words, or none.</summary>
    private static SummaryDefinition Summary(string text)
    {
        var parts = text.Split(' ', 3);
        var (operation, path) = (parts[0].Split('(', ')'), parts[1].Split('.'));
        return new SummaryDefinition(operation[0], path[0], path[1], operation.ElementAtOrDefault(1), parts.ElementAtOrDefault(2));
    }

    private static (FieldType Type, int Length, int Scale) TypeOf(string word)
    {
        var open = word.IndexOf('(');
        if (open < 0) return (FieldTypes.Parse(word), 0, 0);
        var sizes = word[(open + 1)..^1].Split(',').Select(int.Parse).ToArray();
        return (FieldTypes.Parse(word[..open]), sizes[0], sizes.ElementAtOrDefault(1));
    }

    private static PicklistValue[] Values(string? list) =>
        list is null ? [] : [.. list.Split(',').Select(v => v.Trim()).Select(v => new PicklistValue(v.TrimEnd('*'), v.TrimEnd('*'), v.EndsWith('*')))];
}
