import type { NumberPlan } from './phones.ts';

/** Names that go together, and what else their bearers have in common. */
export interface Culture {
  readonly weight: number;
  readonly language: string;
  /** Where their phone numbers come from. */
  readonly plan: NumberPlan;
  readonly given: readonly string[];
  readonly family: readonly string[];
}

/** The made-up customers' cultures. */
export const cultures: readonly Culture[] = [
  {
    weight: 24,
    language: 'en',
    plan: 'AU',
    given: words(
      'Aarav Aditi Ananya Arjun Deepa Divya Gaurav Ishaan Kavya Lakshmi Manish Meera Neha Nikhil Pooja Priya Rahul Rohan Sanjay Shreya Sunita Tara Varun Vikram',
    ),
    family: words(
      'Agarwal Banerjee Bhat Chatterjee Desai Ghosh Gupta Iyer Joshi Kapoor Khanna Kulkarni Kumar Malhotra Mehta Menon Nair Patel Pillai Rao Reddy Shah Sharma Singh Verma',
    ),
  },
  {
    weight: 20,
    language: 'en',
    plan: 'US',
    given: words(
      'Alice Amelia Benjamin Charlotte Daniel Ella Emma Ethan George Grace Hannah Harry Isaac James Lucy Mason Noah Olivia Rebecca Samuel Sophie Thomas William Zoe',
    ),
    family: words(
      'Anderson Baker Bennett Brooks Carter Clarke Cooper Davies Edwards Evans Foster Gray Hughes Jackson Mitchell Morgan O’Brien Parker Roberts Stewart Taylor Turner Walker Wright',
    ),
  },
  {
    weight: 12,
    language: 'es',
    plan: 'US',
    given: words(
      'Alejandro Ana Andrés Camila Carmen Daniela Diego Elena Gabriel Héctor Inés Javier José Lucía María Mateo Pablo Raúl Sofía Tomás Valentina Ximena',
    ),
    family: words(
      'Álvarez Castillo Cruz Delgado Díaz Fernández García Gómez Gutiérrez Hernández Ibáñez López Martínez Morales Muñoz Navarro Núñez Ortega Peña Ramírez Romero Sánchez Torres Vargas',
    ),
  },
  {
    weight: 10,
    language: 'de',
    plan: 'DE',
    given: words(
      'Anja Bernd Birgit Felix Florian Greta Heike Jan Johanna Jürgen Katrin Lena Lukas Maximilian Moritz Petra Sabine Stefan Ulrike Wolfgang',
    ),
    family: words(
      'Bauer Becker Braun Fischer Hoffmann Huber Keller Köhler König Krüger Lehmann Maier Müller Neumann Richter Schäfer Schmidt Schröder Schulz Vogel Wagner Weiß Zimmermann',
    ),
  },
  {
    weight: 10,
    language: 'fr',
    plan: 'FR',
    given: words(
      'Adèle Antoine Benoît Camille Chloé Clément Élodie François Hélène Hugo Jérôme Juliette Léa Louis Manon Mathieu Noémie Rémi Théo Zoé',
    ),
    family: words(
      'Bernard Blanc Bonnet Chevalier Dubois Dupont Durand Faure Fournier Garnier Girard Lambert Laurent Lefèvre Leroy Mercier Moreau Petit Rousseau Roux Simon Vincent',
    ),
  },
  {
    weight: 8,
    language: 'ar',
    plan: 'FR',
    given: words(
      'Ahmed Aisha Amina Fatima Farah Hassan Ibrahim Karim Khadija Layla Mariam Mohamed Nadia Nour Omar Rania Salma Samir Tariq Yasmin Youssef Zainab',
    ),
    family: words(
      'Abdallah Al-Farsi Al-Sayed Amrani Bakri Benali Darwish El-Amin Farouk Haddad Hakim Hussein Khalil Mansour Nasser Rahman Saleh Shaheen Suleiman Zidan',
    ),
  },
  {
    weight: 8,
    language: 'en',
    plan: 'AU',
    given: words(
      'Chen Fang Hao Hiroshi Ji-woo Jun Kenji Lan Linh Mei Min-jun Minh Naoko Sakura Seo-yeon Thảo Wei Xin Yan Yuki Yūto Zhen',
    ),
    family: words(
      'Chan Cho Choi Hoàng Huang Itō Kim Kobayashi Lee Li Lim Lin Liu Nakamura Nguyễn Park Phạm Satō Suzuki Tan Tanaka Trần Wang Watanabe Zhang Zhao',
    ),
  },
  {
    weight: 5,
    language: 'en',
    plan: 'GB',
    given: words(
      'Abena Adaeze Amara Ayodele Chidi Chinonso Emeka Fatou Ifeoma Kwame Lerato Makena Naledi Ngozi Nia Olumide Sipho Tendai Thandiwe Wanjiru Zola',
    ),
    family: words(
      'Abara Achebe Adeyemi Asante Banda Boateng Chukwu Dlamini Eze Kamau Kariuki Mensah Mokoena Moyo Ndlovu Nkosi Nwosu Obi Okafor Okonkwo Osei Owusu',
    ),
  },
  {
    weight: 5,
    language: 'pl',
    plan: 'GB',
    given: words(
      'Agnieszka Andrzej Bartosz Ewa Grzegorz Jakub Joanna Katarzyna Krzysztof Łukasz Magdalena Małgorzata Marek Michał Paweł Piotr Stanisław Wojciech Zofia Żaneta',
    ),
    family: words(
      'Adamczyk Dąbrowski Jabłoński Kamiński Kowalczyk Kowalski Król Lewandowski Majewski Mazur Nowak Pawłowski Piątek Szymański Walczak Wiśniewski Wójcik Wróbel Zając Zieliński',
    ),
  },
];

function words(text: string): string[] {
  return text.split(' ');
}

const notDecomposed: Readonly<Record<string, string>> = { ł: 'l', ß: 'ss', đ: 'd', ø: 'o', ı: 'i' };

/** Lower-case letters a to z of a name, as in an e-mail address: `Weiß` → `weiss`. */
export function plainLetters(name: string): string {
  const lower = name.toLowerCase().replace(/[łßđøı]/g, (letter) => notDecomposed[letter] ?? '');
  return lower.normalize('NFD').replace(/[^a-z]/g, '');
}
