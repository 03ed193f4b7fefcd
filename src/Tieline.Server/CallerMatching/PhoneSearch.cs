using Tieline.Salesforce;

namespace Tieline.Server.CallerMatching;

/// <summary>Looks for records that may hold a number; whether they do is compared afterwards.</summary>
internal static class PhoneSearch
{
    private const int MostOfEach = 25;
    private const int DigitsCompared = 7;

    /// <summary>How far Salesforce's search index may lag behind, generously.</summary>
    private static readonly TimeSpan IndexLag = TimeSpan.FromMinutes(30);

    /// <summary>One search over the objects.</summary>
    public static Task<IReadOnlyList<PhoneHolder>> FindAsync(AskerView view, IReadOnlyList<SearchObject> objects, NumberRead number, CancellationToken cancellationToken) =>
        view.SearchAsync(
            objects,
            seen =>
            {
                var search = Sosl.FindPhone(NumberReading.Forms(number));
                search = seen.Aggregate(search, (sosl, one) => sosl.Returning(one.Name, one.Fields, one.Where, MostOfEach));
                return view.Salesforce.Search.FindAsync(search, cancellationToken);
            },
            cancellationToken);

    /// <summary>Records so new that the search does not know them yet: few, so that their numbers can be compared digit by digit.</summary>
    public static async Task<IReadOnlyList<PhoneHolder>> FindRecentAsync(
        AskerView view, IReadOnlyList<SearchObject> objects, NumberRead number, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var digits = number.National.Length > DigitsCompared ? number.National[^DigitsCompared..] : number.National;
        var pattern = LikePattern.InOrder(digits.Select(digit => digit.ToString()));
        var since = now - IndexLag;
        var found = await Task.WhenAll(objects.Where(one => one.Name != "User").Select(one =>
        {
            string[] fields = one.Name == "Account" ? ["Phone"] : ["Phone", "MobilePhone"];
            var likes = Soql.Any([.. fields.Select(field => Soql.Of($"{new SoqlName(field)} LIKE {pattern}"))]);
            return view.WhereAsync(one.Name, Soql.All([Soql.Of($"SystemModstamp >= {since}"), likes]), MostOfEach, cancellationToken);
        }));
        return [.. found.SelectMany(holders => holders)];
    }
}
