namespace Tieline.Server.CallLogging;

/// <summary>What the Task shall say. What was written last is kept, so that an update touches only what changed on our side and leaves what people changed in Salesforce.</summary>
/// <param name="Notes">What the agent typed; the rest of Description is <paramref name="Lines"/> and whatever others wrote in Salesforce.</param>
public sealed record CallLogFields(
    string Key, string Subject, string Status, string? Priority, string? Type, string CallType, int? DurationSeconds, string? Disposition,
    string ActivityDate, string? OwnerId, string? WhoId, string? WhatId, string Notes, IReadOnlyList<CallLogLine> Lines, int DescriptionLength)
{
    // With a value everywhere: what is written of it is all that is ever written.
    private static readonly CallLogFields Whole = new("key", "subject", "status", "priority", "type", "call type", 1, "disposition", "2026-01-01", "owner", "who", "what", "notes", [], 100);

    /// <summary>Every field of a Task that is given when a log is created.</summary>
    public static IReadOnlyCollection<string> Created { get; } = Whole.ForCreate().Keys;

    /// <summary>Every field of a Task that is changed afterwards.</summary>
    public static IReadOnlyCollection<string> Updated { get; } = Whole.ForUpdate(null, "", "description").Keys;

    /// <summary>Our own part of the Description.</summary>
    public string OwnText() => CallLogText.Compose(Notes, Lines, DescriptionLength);

    /// <summary>The fields of a new Task.</summary>
    public Dictionary<string, object?> ForCreate()
    {
        var fields = new Dictionary<string, object?>
        {
            ["TaskSubtype"] = "Call", // At insert or never: Salesforce refuses it in an update.
            ["CallObject"] = Key, ["Subject"] = Subject, ["Status"] = Status, ["CallType"] = CallType, ["ActivityDate"] = ActivityDate,
            ["Description"] = OwnText(),
        };
        Add(fields, "Priority", Priority);
        Add(fields, "Type", Type);
        Add(fields, "OwnerId", OwnerId);
        Add(fields, "WhoId", WhoId);
        Add(fields, "WhatId", WhatId);
        Add(fields, "CallDurationInSeconds", DurationSeconds);
        Add(fields, "CallDisposition", Disposition);
        return fields;
    }

    /// <summary>The fields of an update: those that differ from what was written last; empty when nothing does.</summary>
    /// <param name="written">Null when not known: then all are written.</param>
    /// <param name="currentDescription">As it stands in Salesforce now.</param>
    /// <param name="description">As it shall be, see <see cref="FitInto"/>.</param>
    public Dictionary<string, object?> ForUpdate(CallLogFields? written, string currentDescription, string description)
    {
        var fields = new Dictionary<string, object?>();
        Changed("Subject", Subject, written?.Subject);
        Changed("Status", Status, written?.Status);
        Changed("CallType", CallType, written?.CallType);
        Changed("ActivityDate", ActivityDate, written?.ActivityDate);
        Changed("CallDurationInSeconds", DurationSeconds, written?.DurationSeconds);
        Changed("CallDisposition", Disposition, written?.Disposition);
        Changed("WhoId", WhoId, written?.WhoId);
        Changed("WhatId", WhatId, written?.WhatId);
        if (description != currentDescription)
        {
            fields["Description"] = description;
        }

        return fields;

        void Changed(string name, object? wanted, object? before)
        {
            if (written is null ? wanted is not null : !Equals(wanted, before))
            {
                fields[name] = wanted;
            }
        }
    }

    /// <summary>
    /// Puts our own text into what stands in Salesforce now. Where both have no room the notes are cut, never others' words; null when there is no room at all.
    /// </summary>
    /// <param name="current">The Description as it stands.</param>
    /// <param name="sent">Our own texts that may be what stands there, in the order in which they were sent.</param>
    public (CallLogFields Fields, string Description)? FitInto(string current, IReadOnlyList<string> sent)
    {
        var basis = SharedText.BasisOf(current, sent);
        var own = OwnText();
        var text = SharedText.Merge(basis, own, current);
        if (text.Length <= DescriptionLength || text.Length <= current.Length)
        {
            return (this, text);
        }

        var shorter = this with { DescriptionLength = own.Length - (text.Length - DescriptionLength) };
        text = shorter.DescriptionLength > 0 ? SharedText.Merge(basis, shorter.OwnText(), current) : text;
        return text.Length <= DescriptionLength ? (shorter, text) : null;
    }

    private static void Add(Dictionary<string, object?> fields, string name, object? value)
    {
        if (value is not null)
        {
            fields[name] = value;
        }
    }
}

/// <summary>A named line in the Description, for example <c>Number: (202) 555-0143</c>.</summary>
public sealed record CallLogLine(string Name, string Value)
{
    public override string ToString() => $"{Name}: {Value}";
}
