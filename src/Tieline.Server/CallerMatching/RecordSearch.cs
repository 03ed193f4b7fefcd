using Tieline.Salesforce;
using Tieline.Server.Storage;

namespace Tieline.Server.CallerMatching;

/// <summary>The dialer's search: records by name or number, and the numbers to dial from a record.</summary>
public sealed class RecordSearch
{
    private const int MostOfEach = 10;
    private const int FewestDigits = 5;
    private readonly AskerViews _views;

    internal RecordSearch(AskerViews views) => _views = views;

    /// <summary>Whether a search failed because nobody answered it, Salesforce or Tieline's own database: told where it was asked for; where somebody types, the next letter tries again.</summary>
    public static bool IsUnanswered(Exception problem) => problem is SalesforceException || Database.IsDown(problem);

    /// <summary>Records whose name holds all the words, or that hold the number; empty for fewer than two letters or digits.</summary>
    /// <param name="asker">For whom.</param>
    /// <param name="text">As typed so far.</param>
    /// <param name="objects">Of Contact, Lead, Account, User, Opportunity and Case; the first four when empty.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="SalesforceException">Salesforce cannot be asked.</exception>
    public async Task<IReadOnlyList<FoundRecord>> FindAsync(Asker asker, string text, IReadOnlyCollection<string> objects, CancellationToken cancellationToken)
    {
        if (text.Length > 200 || !Sosl.IsSearchable(text))
        {
            return [];
        }

        var wanted = objects.Count == 0 ? SearchObject.All : [.. SearchObject.Everything.Where(one => objects.Contains(one.Name))];
        return await _views.UseAsync(
            asker,
            async view =>
            {
                var found = await view.SearchAsync(
                    wanted,
                    seen => view.Salesforce.Search.FindAsync(
                        seen.Aggregate(SearchFor(text, asker.Country, wanted), (sosl, one) => sosl.Returning(one.Name, one.Fields, one.Where, MostOfEach)), cancellationToken),
                    cancellationToken);
                return (IReadOnlyList<FoundRecord>)[.. found.Select(holder => Shown(holder, asker.Country))];
            },
            cancellationToken);
    }

    /// <summary>What can be dialed from a record. An account offers its own number and its contacts', a case its contact's and its account's, an opportunity its contact roles' and its account's.</summary>
    /// <param name="asker">For whom.</param>
    /// <param name="recordId">Of a contact, lead, account, user, case or opportunity; for any other record there are no numbers.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="SalesforceException">Salesforce cannot be asked.</exception>
    public async Task<IReadOnlyList<FoundPhone>> PhonesOfRecordAsync(Asker asker, string recordId, CancellationToken cancellationToken)
    {
        if (!RecordId.TryParse(recordId, out var id))
        {
            return [];
        }

        var holders = await _views.UseAsync(asker, view => RecordPhones.HoldersAsync(view, id, cancellationToken), cancellationToken);
        return [.. holders.SelectMany(holder => Shown(holder, asker.Country).Phones)];
    }

    // A case's name is its number alone: its subject is found among all fields.
    private static Sosl SearchFor(string text, string country, IReadOnlyList<SearchObject> wanted)
    {
        var isNumber = NumberReading.Digits(text).Length >= FewestDigits && !text.Any(char.IsLetter);
        return isNumber && NumberReading.Read(text, country) is { } number
            ? Sosl.FindPhone([text, .. NumberReading.Forms(number)])
            : Sosl.FindWords(text).In(isNumber || wanted.Any(one => one.Name == "Case") ? SearchScope.All : SearchScope.Name);
    }

    private static FoundRecord Shown(PhoneHolder holder, string askerCountry) => new(
        holder.RecordId, holder.ObjectName, holder.Name, holder.Detail, holder.AccountId, holder.AccountName,
        [.. holder.Phones.Select(phone => Shown(holder, phone.Key, phone.Value, askerCountry))]);

    private static FoundPhone Shown(PhoneHolder holder, string field, string text, string askerCountry)
    {
        var read = NumberReading.Read(text, holder.Country);
        return new FoundPhone(
            holder.RecordId, holder.ObjectName, holder.Name, field,
            read is null ? text : NumberReading.Shown(read, text, askerCountry), read?.E164 ?? read?.National ?? text, read?.Extension);
    }
}
