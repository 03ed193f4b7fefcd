namespace Tieline.Server.Leaving.PersonalData;

/// <summary>What one table holds of people. Every table has an entry in <see cref="PersonTables"/>: a test sees to it. The text that says so is <c>Person.{Table}</c>.</summary>
/// <param name="Table">Its name in the database.</param>
/// <param name="OnErase">What erasing does to a row about the person.</param>
/// <param name="Columns">The columns in which he may be found; none: the table holds nothing of people.</param>
internal sealed record PersonTable(string Table, OnErase OnErase, params string[] Columns)
{
    /// <summary>Rows of it belong to a call.</summary>
    public const string CallColumn = "call_session_id";

    /// <summary>It names people without their ids, so that an agent is known there by his name as well.</summary>
    public bool HasNames { get; init; }

    /// <summary>A row may not go yet: something is owed for it. Given the row by column and the calls that are not finished.</summary>
    public Func<IReadOnlyDictionary<string, object?>, IReadOnlySet<string>, bool> Stays { get; init; } = (_, _) => false;
}

/// <summary>What erasing does.</summary>
internal enum OnErase
{
    /// <summary>The row goes.</summary>
    Delete,

    /// <summary>The row stays for what it proves, without the person.</summary>
    Anonymise,

    /// <summary>There is nothing to do.</summary>
    Nothing,
}
