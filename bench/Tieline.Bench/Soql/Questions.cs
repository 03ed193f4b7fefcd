namespace Tieline.Bench.Soql;

/// <summary>One thing that is asked again and again, and the same answered from plain records with nothing around.</summary>
/// <param name="Text">SOQL or SOSL of the n-th time.</param>
/// <param name="Ceiling">Gives some number that depends on what it found, so that the work is not left out by the compiler.</param>
/// <param name="Goal">In milliseconds.</param>
internal sealed record Question(string Name, Func<int, string> Text, Func<int, int> Ceiling, double? Goal = null)
{
    public bool IsSearch { get; init; }
}

/// <summary>What the bench asks. The ceilings share no code with the simulator.</summary>
internal static class Questions
{
    private const int Listed = 200;

    public static IEnumerable<Question> All(PlainContact[] contacts)
    {
        var byEmail = contacts.ToDictionary(contact => contact.Email, StringComparer.OrdinalIgnoreCase);
        var byPhone = contacts.ToLookup(contact => contact.Phone, StringComparer.OrdinalIgnoreCase);
        var byDigits = contacts.ToLookup(contact => Digits(contact.Phone)[1..]);
        PlainContact Nth(int i) => contacts[(int)(i * 7919L % contacts.Length)];
        yield return new("equality on an indexed field", i => $"SELECT Id, Name, Phone FROM Contact WHERE Email = '{Nth(i).Email}'", i => byEmail[Nth(i).Email].Number, 1);
        yield return new(
            $"IN of {Listed}", i => $"SELECT Id FROM Contact WHERE Phone IN ({string.Join(", ", Enumerable.Range(i, Listed).Select(n => $"'{Nth(n).Phone}'"))})",
            i => Enumerable.Range(i, Listed).Sum(n => byPhone[Nth(n).Phone].Count()));
        yield return new(
            "semi-join on two indexes", i => $"SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact WHERE Email = '{Nth(i).Email}')", i => byEmail[Nth(i).Email].Number / 20, 1);
        yield return new(
            "full scan, LIKE in the middle", _ => "SELECT Id, Name FROM Contact WHERE LastName LIKE '%son77%'",
            _ => contacts.Count(contact => contact.LastName.Contains("son77", StringComparison.OrdinalIgnoreCase)), 150);
        yield return new(
            "full scan, ORDER BY, first page", _ => "SELECT Id, LastName FROM Contact WHERE MailingCity != 'Oslo' ORDER BY LastName",
            _ => contacts.Where(contact => contact.City != "Oslo").OrderBy(contact => contact.LastName, StringComparer.OrdinalIgnoreCase).Take(2000).Sum(contact => contact.Number), 150);
        yield return new(
            "full scan, ORDER BY DESC LIMIT 50", _ => "SELECT Id, LastName FROM Contact ORDER BY LastName DESC, Email LIMIT 50",
            _ => contacts.OrderByDescending(contact => contact.LastName, StringComparer.OrdinalIgnoreCase).ThenBy(contact => contact.Email, StringComparer.OrdinalIgnoreCase).Take(50).Sum(contact => contact.Number), 150);
        yield return new(
            "full scan, GROUP BY", _ => "SELECT MailingCity, COUNT(Id) n FROM Contact GROUP BY MailingCity ORDER BY COUNT(Id) DESC",
            _ => contacts.CountBy(contact => contact.City).Max(group => group.Value), 150);
        yield return new(
            "SOSL phone search", i => $"FIND {{\\+1{Digits(Nth(i).Phone)[1..]}}} IN PHONE FIELDS RETURNING Contact(Id, Name, Phone), Account(Id, Name)",
            i => byDigits[Digits(Nth(i).Phone)[1..]].Count(), 1) { IsSearch = true };
    }

    /// <summary>The same for somebody who sees what he owns, what the roles below him own and what was shared with him: three in five.</summary>
    public static IEnumerable<Question> Private(PlainContact[] contacts)
    {
        bool Seen(PlainContact contact) => contact.Number / 20 % 5 < 3;
        yield return new(
            "private: LIKE in the middle", _ => "SELECT Id, Name FROM Contact WHERE LastName LIKE '%son77%'",
            _ => contacts.Count(contact => contact.LastName.Contains("son77", StringComparison.OrdinalIgnoreCase) && Seen(contact)), 150);
        yield return new(
            "private: ORDER BY, first page", _ => "SELECT Id, LastName FROM Contact WHERE MailingCity != 'Oslo' ORDER BY LastName",
            _ => contacts.Where(contact => contact.City != "Oslo" && Seen(contact)).OrderBy(contact => contact.LastName, StringComparer.OrdinalIgnoreCase).Take(2000).Sum(contact => contact.Number), 150);
        yield return new(
            "private: GROUP BY", _ => "SELECT MailingCity, COUNT(Id) n FROM Contact GROUP BY MailingCity ORDER BY COUNT(Id) DESC",
            _ => contacts.Where(Seen).CountBy(contact => contact.City).Max(group => group.Value), 150);
    }

    private static string Digits(string phone) => string.Concat(phone.Where(char.IsAsciiDigit));
}
