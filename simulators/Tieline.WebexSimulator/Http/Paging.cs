using System.Globalization;
using System.Text;

namespace Tieline.WebexSimulator.Http;

/// <summary>Pages of a list: the next page's address stands only in the Link header, absolute and opaque.</summary>
/// <remarks>https://developer.webex.com/docs/basics#pagination</remarks>
internal static class Paging
{
    public static Reply Page<T>(CloudRequest request, IReadOnlyList<T> all, int upper, object? notFoundIds = null)
    {
        var (items, link) = Cut(request, all, ("max", Math.Min(100, upper), upper));
        return Reply.Ok(new { items, notFoundIds }, link);
    }

    /// <summary>The part of a list that the request's size and cursor ask for, and the link to the next.</summary>
    public static (List<T> Items, string? Link) Cut<T>(
        CloudRequest request, IReadOnlyList<T> all, (string Name, int Usual, int Upper) size, string cursor = "cursor")
    {
        var start = Cursor(request.Query(cursor));
        var take = Shown(request, Max(request.Query(size.Name), size), start is null && all.Count > 0);
        var from = (int)Math.Min(start ?? 0, int.MaxValue - take);
        return ([.. all.Skip(from).Take(take)], from < all.Count - take ? NextLink(request, cursor, from + take) : null);
    }

    /// <summary>Pages of a list whose head grows: the next page goes on below the number of the last item, whatever came meanwhile.</summary>
    public static Reply PageBelow<T>(CloudRequest request, IEnumerable<T> newestFirst, Func<T, long> number, Func<T, object> view, int upper, int usual)
    {
        var cursor = Cursor(request.Query("cursor"));
        var below = newestFirst.Where(item => number(item) < (cursor ?? long.MaxValue));
        var max = Shown(request, Max(request.Query("max"), ("max", usual, upper)), cursor is null && newestFirst.Any());
        var items = below.Take(max + 1).ToList();
        var link = items.Count > max ? NextLink(request, "cursor", max == 0 ? long.MaxValue : number(items[max - 1])) : null;
        return Reply.Ok(new { items = items.Take(max).Select(view).ToList() }, link);
    }

    /// <summary>A page of a long list that is never made whole: only the items shown are made.</summary>
    public static Reply Page<T>(CloudRequest request, int count, Func<int, T> at, int usual, int upper)
    {
        var (max, cursor) = (Max(request.Query("max"), ("max", usual, upper)), Cursor(request.Query("cursor")));
        var start = (int)Math.Min(cursor ?? Offset(request.Query("offset")), count);
        max = Shown(request, max, cursor is null && start < count);
        var items = Enumerable.Range(start, Math.Min(max, count - start)).Select(at).ToList();
        return Reply.Ok(new { items }, max < count - start ? NextLink(request, "cursor", start + max) : null);
    }

    /// <summary>How many of at most <paramref name="max"/> a page holds: the cloud promises no more than that.</summary>
    private static int Shown(CloudRequest request, int max, bool first) =>
        !request.Switches.PagesMayBeShort ? max : first ? 0 : Math.Max(1, max / 2);

    private static int Max(string? text, (string Name, int Usual, int Upper) size)
    {
        if (text is null)
        {
            return size.Usual;
        }

        return int.TryParse(text, CultureInfo.InvariantCulture, out var max) && max >= 1 && max <= size.Upper
            ? max
            : throw WebexFailure.BadRequest($"{size.Name} must be a number from 1 to {size.Upper}.");
    }

    /// <summary>Links inside a body count in plain numbers.</summary>
    private static int Offset(string? text) => text is null ? 0
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var offset) ? offset
        : throw WebexFailure.BadRequest("offset must be a number that is not negative.");

    private static long? Cursor(string? cursor)
    {
        if (cursor is null)
        {
            return null;
        }

        var bytes = new byte[cursor.Length];
        return Convert.TryFromBase64String(cursor, bytes, out var length)
            && long.TryParse(Encoding.ASCII.GetString(bytes, 0, length), CultureInfo.InvariantCulture, out var start) && start >= 0
            ? start
            : throw WebexFailure.BadRequest("cursor is not one that this server gave.");
    }

    private static string NextLink(CloudRequest asked, string name, long start)
    {
        var request = asked.Http.Request;
        var query = request.Query.Where(pair => pair.Key != name && pair.Key != "offset" && pair.Value.ToString().Length > 0)
            .Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value.ToString())}");
        // As seen in the vendor's own example.
        query = asked.Switches.LinksHoldValuelessParameters && !request.Query.Any(pair => pair.Key == "before" && pair.Value.ToString().Length > 0) ? query.Append("before") : query;
        var cursor = Uri.EscapeDataString(Convert.ToBase64String(Encoding.ASCII.GetBytes(start.ToString(CultureInfo.InvariantCulture))));
        return $"<{request.Scheme}://{request.Host}{request.Path}?{string.Join('&', query.Append($"{name}={cursor}"))}>; rel=\"next\"";
    }
}
