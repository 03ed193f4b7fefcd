using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tieline.Server.Audit;

namespace Tieline.Server.Leaving.PersonalData;

/// <summary>By what somebody is recognised in texts: his ids, e-mail addresses and phone numbers. By his name only where it is written without these: others have it too.</summary>
internal sealed class PersonMarks
{
    /// <summary>What may stand between the digits of a number as people and clouds write them; a plus may be written as JSON escapes it.</summary>
    private const string Between = @"[\s().\-/]{0,3}";

    private readonly Regex _any;

    /// <param name="ids">Ids and e-mail addresses, as they are.</param>
    /// <param name="webexIds">Bare uuids of Webex persons: found as they are, and as Webex writes them in base64, whatever cluster stands there.</param>
    /// <param name="numbers">Country code and national number, digits alone.</param>
    /// <param name="names">What an agent is called, for <see cref="WithNames"/>.</param>
    public PersonMarks(IReadOnlyCollection<string> ids, IReadOnlyCollection<string> webexIds, IReadOnlyCollection<(string Country, string National)> numbers, IReadOnlyCollection<string>? names = null)
    {
        // In JSON a name may be written with escapes.
        WithNames = names is { Count: > 0 } ? new PersonMarks([.. ids, .. names, .. names.Select(name => JsonEncodedText.Encode(name).ToString())], webexIds, numbers) : this;
        var patterns = ids.Concat(webexIds).Where(id => id.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).Select(id => $@"(?<![\w.@-]){Regex.Escape(id)}(?![\w@-])")
            .Concat(webexIds.Select(Encoded))
            .Concat(numbers.Select(number => $@"(?<!\d)(?:(?:\+|\\u002B|00)?{Spread(number.Country)}{Between})?(?:\(0\)|0)?{Between}{Spread(number.National)}(?!\d)"));
        _any = new Regex(string.Join('|', patterns.DefaultIfEmpty(@"(?!)")), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));
    }

    /// <summary>The same, and his name.</summary>
    public PersonMarks WithNames { get; }

    public bool AreIn(string text) => _any.IsMatch(text);

    public string Without(string text) => _any.Replace(text, AuditEvent.Erased);

    // ciscospark://<cluster>/PEOPLE/<uuid>: by the length of the cluster's name the end falls on one of three places between the letters of base64.
    private static string Encoded(string uuid)
    {
        var ends = Enumerable.Range(0, 3).Select(shift => Convert.ToBase64String(Encoding.UTF8.GetBytes(new string(' ', shift) + "/PEOPLE/" + uuid)).TrimEnd('=')[(shift == 0 ? 0 : shift + 1)..]);
        return $"Y2lzY29zcGFyazovL[A-Za-z0-9+/_-]{{1,120}}?(?:{string.Join('|', ends.Select(Regex.Escape))})=*(?![A-Za-z0-9+/_-])";
    }

    private static string Spread(string digits) => string.Join(Between, digits.ToCharArray());
}
