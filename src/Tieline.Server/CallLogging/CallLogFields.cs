namespace Tieline.Server.CallLogging;

/// <summary>What the Task shall say. What was written last is kept, so that an update touches only what changed on our side and leaves what people changed in Salesforce.</summary>
/// <param name="Notes">What the agent typed; the rest of Description is <paramref name="Lines"/> and whatever people wrote in Salesforce.</param>
public sealed record CallLogFields(
    string Key, string Subject, string Status, string? Priority, string? Type, string CallType, int? DurationSeconds, string? Disposition,
    string ActivityDate, string? OwnerId, string? WhoId, string? WhatId, string Notes, IReadOnlyList<CallLogLine> Lines, int DescriptionLength)
{
    /// <summary>The fields of a new Task.</summary>
    public Dictionary<string, object?> ForCreate()
    {
        var fields = new Dictionary<string, object?>
        {
            ["TaskSubtype"] = "Call", // At insert or never: Salesforce refuses it in an update.
            ["CallObject"] = Key, ["Subject"] = Subject, ["Status"] = Status, ["CallType"] = CallType, ["ActivityDate"] = ActivityDate,
            ["Description"] = CallLogText.Compose("", null, Notes, Lines, DescriptionLength),
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
    public Dictionary<string, object?> ForUpdate(CallLogFields? written, string currentDescription)
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
        var description = CallLogText.Compose(currentDescription, written?.Notes, Notes, Lines, DescriptionLength);
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
