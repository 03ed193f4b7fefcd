namespace Tieline.WebexSimulator.Webinars;

/// <summary>What the registrants made from a seed are called.</summary>
internal static class CrowdNames
{
    private static readonly string[] Firsts =
    [
        "Ada", "Boris", "Clara", "Dario", "Elin", "Farid", "Greta", "Hiro", "Ines", "Jonas", "Kira", "Liam", "Mona", "Nils", "Olga", "Pavel",
        "Quinn", "Rosa", "Sven", "Tara", "Uma", "Viktor", "Wanda", "Yusuf", "Zoe",
    ];

    private static readonly string[] Lasts =
    [
        "Abel", "Brandt", "Castro", "Dahl", "Eriksen", "Fischer", "Garcia", "Hansen", "Ito", "Jensen", "Kumar", "Larsen", "Moreau", "Novak",
        "Okafor", "Petrov", "Quist", "Rossi", "Silva", "Tanaka", "Urban", "Vargas", "Weber", "Young", "Zeman",
    ];

    private static readonly string[] Companies =
    [
        "Acme Rockets", "Blue Fjord", "Harbor Freight Lines", "Copper Mill", "Evergreen Foods", "Granite Bank", "Hilltop Energy", "Iris Optics",
        "Juniper Logistics", "Kestrel Air", "Lumen Studio", "Meadow Health",
    ];

    private static readonly string[] JobTitles = ["Buyer", "Engineer", "Manager", "Director", "Consultant", "Student"];

    private static readonly string[] Cities = ["Aarhus", "Austin", "Berlin", "Lisbon", "Oakland", "Osaka", "Toronto"];

    public static string First(ulong draw) => Pick(Firsts, draw);

    public static string Last(ulong draw) => Pick(Lasts, draw);

    public static string Company(ulong draw) => Pick(Companies, draw);

    public static string JobTitle(ulong draw) => Pick(JobTitles, draw);

    public static string City(ulong draw) => Pick(Cities, draw);

    private static string Pick(string[] names, ulong draw) => names[draw % (ulong)names.Length];
}
