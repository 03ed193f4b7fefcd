using System.Text;

namespace Tieline.SalesforceSimulator.Seed;

/// <summary>Made-up people and companies.</summary>
public static class Names
{
    public static readonly string[] First =
    [
        "Aisha", "Albert", "Alma", "Amir", "Anders", "Anika", "Arturo", "Beatrix", "Ben", "Camille", "Carl", "Chen", "Clara", "Dalia", "Daniel", "Dora", "Edda", "Elias", "Ella", "Emil",
        "Esther", "Fatima", "Felix", "Greta", "Hana", "Hugo", "Ida", "Igor", "Ines", "Jonas", "Julia", "Kai", "Karim", "Laila", "Lars", "Leah", "Liam", "Lucia", "Magnus", "Mei",
        "Mila", "Nadia", "Noah", "Nora", "Oscar", "Paula", "Petra", "Quentin", "Rafael", "Rosa", "Sami", "Selma", "Stefan", "Tara", "Theo", "Ursula", "Viktor", "Wanda", "Yara", "Zoe",
    ];

    public static readonly string[] Last =
    [
        "Adler", "Almeida", "Andersson", "Baker", "Bauer", "Bennett", "Bianchi", "Brandt", "Castillo", "Chen", "Cohen", "Costa", "Dubois", "Eriksen", "Fischer", "Fontaine", "Garcia", "Grant",
        "Hansen", "Hayashi", "Hughes", "Ibrahim", "Ivanova", "Jansen", "Jensen", "Kaya", "Keller", "Kowalski", "Larsen", "Lehmann", "Lewis", "Madsen", "Martin", "Meyer", "Moreau", "Murphy",
        "Nakamura", "Nguyen", "Novak", "O'Brien", "Okafor", "Olsson", "Patel", "Petersen", "Quinn", "Ramirez", "Rossi", "Sato", "Schmidt", "Silva", "Singh", "Sorensen", "Tanaka", "Torres",
        "Vance", "Visser", "Walker", "Weber", "Yilmaz", "Zhang",
    ];

    public static readonly string[] Companies =
    [
        "Alpine Instruments", "Amber Logistics", "Anchor Textiles", "Birch & Stone", "Bright Harbor Media", "Cedar Foods", "Cobalt Machines", "Copper Canyon Mining", "Delta Optics",
        "Eastgate Pharma", "Elmwood Furniture", "Falcon Avionics", "Fern Hill Clinics", "Golden Mile Retail", "Granite Insurance", "Hazel Software", "Ironwood Tools", "Juniper Travel",
        "Kestrel Drones", "Lakeview Hotels", "Lighthouse Energy", "Maple Street Books", "Meridian Shipping", "Northwind Coffee", "Oak Ridge Builders", "Orchid Cosmetics", "Pine Valley Dairy",
        "Quartz Analytics", "Red Barn Grocers", "Riverside Printing", "Saffron Kitchens", "Silver Lake Films", "Summit Outdoor", "Tidewater Marine", "Umbra Lighting", "Vertex Robotics",
        "Willow Gardens", "Zephyr Airlines", "Atlas Couriers", "Beacon Legal",
    ];

    public static readonly string[] Titles = ["Account Executive", "Buyer", "Chief Engineer", "CFO", "Director of IT", "Facilities Lead", "Head of Sales", "Office Coordinator", "Operations Lead", "VP Marketing"];

    public static string Mail(string first, string last, string company) => $"{Plain(first)}.{Plain(last)}@{Plain(company)}.example";

    private static string Plain(string text)
    {
        var plain = new StringBuilder();
        foreach (var letter in text.Normalize(NormalizationForm.FormD).ToLowerInvariant().Replace('ø', 'o'))
            if (char.IsAsciiLetterOrDigit(letter))
                plain.Append(letter);
        return plain.ToString();
    }
}
